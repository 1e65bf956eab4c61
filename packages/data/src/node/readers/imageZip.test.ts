import { describe, expect, test } from '@jest/globals';
import { GanError, randomStream } from '@ganblocks/core';
import { mutateBytes } from '@ganblocks/core/testing';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { zipOf } from '../../../tests/zipOf';
import { datasetLabels } from './datasetJson';
import { imageZip } from './imageZip';

const FILES = 300;
const folder = temporaryFolder();
const png = (value: number): Uint8Array => plainPng(2, 2, [value]);
const labels = (...pairs: unknown[]): string => JSON.stringify({ labels: pairs });
let count = 0;
const written = (files: Parameters<typeof zipOf>[0]): string => folder.write(`zip-${count++}/images.zip`, zipOf(files));

async function firstBytes(table: Awaited<ReturnType<typeof imageZip>>): Promise<number[]> {
  const bytes = await table.read(Int32Array.from({ length: table.size }, (_, index) => index));
  await table.close();
  return [...bytes].filter((_, at) => at % 4 === 0);
}

describe('imageZip', () => {
  test('reads the layout of the StyleGAN tools', async () => {
    const path = written({
      '00000/img00000001.png': png(11),
      '00000/img00000000.png': png(10),
      'dataset.json': labels(['00000/img00000000.png', 6], ['00000\\img00000001.png', 3]),
    });
    const table = await imageZip(path, { channels: 1 });
    expect(table).toMatchObject({ name: 'images', size: 2, imageShape: [2, 2, 1], labels: Int32Array.of(6, 3) });
    expect(await firstBytes(table)).toEqual([10, 11]);
    expect(await firstBytes(await imageZip(path, { channels: 1 }))).toEqual([10, 11]);
    expect((await imageZip(path, { channels: 1, classes: 'none' })).labels).toBeUndefined();
  });

  test('reads class folders, also in a folder that is around all, and leaves out what a Mac adds', async () => {
    const path = written({
      'all/': '',
      'all/dog/1.png': png(1),
      'all/cat/2.png': png(2),
      '__MACOSX/all/dog/._1.png': 'x',
      'all/.DS_Store': 'x',
    });
    const table = await imageZip(path, { channels: 1 });
    expect(table).toMatchObject({ classes: ['cat', 'dog'], labels: Int32Array.of(0, 1) });
    expect(await firstBytes(table)).toEqual([2, 1]);
    const none = written({ '00000/a.png': png(1), 'dataset.json': '{"labels": null}' });
    const unlabelled = await imageZip(none, { channels: 1 });
    expect(unlabelled.labels).toBeUndefined();
    await unlabelled.close();
  });

  test('says what is wrong', async () => {
    await expect(imageZip(folder.path('none.zip'))).rejects.toThrow(
      /^imageZip '.*none\.zip': it cannot be read \(ENOENT\)\. Check the path\.$/,
    );
    await expect(imageZip(written({ 'a.txt': 'x' }))).rejects.toThrow(/expected images .* Got none in 1 files\. Check the file\.$/);
    await expect(imageZip(folder.write('no.zip', 'x'.repeat(99)))).rejects.toThrow(/cannot be read as a zip file \(End of central/);
    await expect(imageZip(written({ 'a.png': png(1) }), { classes: 'dataset.json' })).rejects.toThrow(/expected 'dataset\.json'/);
    await expect(imageZip(written({ 'a.png': 'x', 'b.png': png(1) }))).rejects.toThrow(/image 1 of 2 cannot be decoded\. 'a\.png': /);
    const twice = Buffer.from(zipOf({ 'a.png': png(1), 'b.png': png(2) }));
    twice.write('a', twice.lastIndexOf('b.png'));
    await expect(imageZip(folder.write('twice.zip', twice))).rejects.toThrow(/cannot be read as a zip file \(it has two files 'a\.png'\)/);
    const unlabelled = written({ 'a.png': png(1), 'b.png': png(2), 'dataset.json': labels(['a.png', 0]) });
    await expect(imageZip(unlabelled)).rejects.toThrow(
      /a label for each of 2 images in dataset\.json\. 1 have none, 'b\.png' first\. Add them/,
    );
  });

  test(`reads or refuses each of ${FILES} damaged files`, async () => {
    const whole = zipOf({ 'a/1.png': png(1), 'b/2.png': png(2), 'dataset.json': labels(['a/1.png', 0], ['b/2.png', 1]) });
    const outcomes = { read: 0, refused: 0 };
    for (let number = 0; number < FILES; number++) {
      const { bytes } = mutateBytes(whole, randomStream(5).split(`file ${number}`), {});
      const path = folder.write('fuzz/images.zip', bytes);
      try {
        const table = await imageZip(path, { channels: 1, cacheFolder: folder.path(`fuzz/${number}`) });
        expect((await firstBytes(table)).every((value) => value === 1 || value === 2)).toBe(true);
        outcomes.read++;
      } catch (error) {
        if (!(error instanceof GanError)) throw error;
        expect(error.message.replaceAll(path, 'x.zip')).toMatch(/^imageZip 'x\.zip': [^\p{C}]{20,450}[.?] [A-Z'][^\p{C}]*\.$/u);
        outcomes.refused++;
      }
    }
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(FILES / 20);
  });
});

describe('datasetLabels', () => {
  test.each([
    '',
    '[]',
    '{}',
    '{"labels": {}}',
    '{"labels": [["a.png"]]}',
    labels(['a.png', -1]),
    labels(['a.png', 0.5]),
    labels(['a.png', [1]]),
    labels(null),
  ])('refuses %s', (json) => {
    expect(() => datasetLabels(json, ['a.png'], 'where')).toThrow(
      /^where: expected .* dataset\.json\. Got .* pass \{ classes: 'none' \}\.$/,
    );
  });
});
