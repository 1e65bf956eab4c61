import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import type { Picture } from '@ganblocks/data';
import { encodePng } from '@ganblocks/data/node';
import { writeRunFiles } from '../../../tests/runFiles';
import { readPng } from './readPng';
import { runSheets, type Sheet, type SheetCache } from './sheets';
import { shrink } from './shrink';

let root = '';
beforeAll(() => void (root = mkdtempSync(join(tmpdir(), 'ganblocks-sheets-'))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Noise over a slope, so that every filter of PNG comes into use. */
function picture(width: number, height: number, channels: number): Picture {
  const random = randomStream(7);
  const data = Uint8Array.from({ length: width * height * channels }, (_, index) => (index % 200) + 20 * random.next());
  return { width, height, channels, data };
}

test.each([1, 3, 4])('readPng reads back what encodePng wrote, %d channels', (channels) => {
  const whole = picture(37, 23, channels);
  expect(readPng(Buffer.from(encodePng(whole)))).toEqual(whole);
});

test('shrink gives the mean of squares, and cuts the rest off', () => {
  const small = shrink({ width: 5, height: 3, channels: 1, data: Uint8Array.of(0, 2, 10, 10, 99, 4, 6, 10, 14, 99, 9, 9, 9, 9, 9) }, 2);
  expect(small).toEqual({ width: 2, height: 1, channels: 1, data: Uint8Array.of(3, 11) });
});

describe('runSheets', () => {
  test('none without a folder; all of a few, by number', async () => {
    expect(await runSheets(join(root, 'nowhere'))).toEqual({ sheets: [], found: 0 });
    const folder = writeRunFiles(join(root, 'few'), {
      sheets: [
        [2_000_000, 9],
        [0, 1],
        [999_999, 5],
      ],
    });
    writeFileSync(join(folder, 'samples', 'notes.txt'), '');
    const { sheets, found } = await runSheets(folder);
    expect(found).toBe(3);
    expect(sheets.map(({ images, width, height }) => [images, width, height])).toEqual([
      [0, 12, 8],
      [999_999, 12, 8],
      [2_000_000, 12, 8],
    ]);
  });

  test('of many 40 evenly, the first and the last among them', async () => {
    const folder = writeRunFiles(join(root, 'many'), { sheets: Array.from({ length: 118 }, (_, index) => [index * 10, index] as const) });
    const { sheets, found } = await runSheets(folder);
    expect([found, sheets.length]).toEqual([118, 40]);
    expect(sheets.map(({ images }) => images)).toEqual(Array.from({ length: 40 }, (_, index) => 30 * index));
  });

  test('too large together, they are made smaller until they fit, and are prepared once', async () => {
    const samples = join(root, 'large', 'samples');
    mkdirSync(samples, { recursive: true });
    const png = encodePng(picture(400, 300, 3));
    for (const name of ['0', '1', '2']) writeFileSync(join(samples, `${name}.png`), png);
    writeFileSync(join(samples, '3.png'), 'no picture');
    writeFileSync(join(samples, '4.png'), Buffer.concat([png.subarray(0, 60), new Uint8Array(png.length)]));
    const cache: SheetCache = new Map();
    const limits = { sheets: 40, bytes: 2.5 * png.length };
    const { sheets, found } = await runSheets(join(root, 'large'), cache, limits);
    expect([found, sheets.length]).toEqual([5, 3]);
    for (const { png: small, width, height } of sheets) {
      expect(small.length).toBeLessThanOrEqual(png.length / 2);
      expect([width, height]).toEqual([200, 150]);
      expect(readPng(small)).toMatchObject({ width: 200, height: 150, channels: 3 });
    }
    const again = await runSheets(join(root, 'large'), cache, limits);
    expect(again.sheets.every((sheet, index) => sheet === sheets[index])).toBe(true);
    expect((await runSheets(join(root, 'large'), new Map<string, Sheet>(), { sheets: 40, bytes: 100 })).sheets).toEqual([]);
  });
});
