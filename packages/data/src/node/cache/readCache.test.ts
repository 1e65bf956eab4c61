import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { GanError, randomStream } from '@ganblocks/core';
import { mutateBytes } from '@ganblocks/core/testing';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { imageFolder } from '../readers/imageFolder';
import { UnusableCache, readCache } from './readCache';

const FILES = 1000;
const folder = temporaryFolder();
const all = Int32Array.of(0, 1, 2, 3, 4);

/** A cache of five images, 2 x 2, whose bytes are all their number. */
async function fiveImages(name: string): Promise<string> {
  for (let image = 0; image < 5; image++) folder.write(`${name}/${image}.png`, plainPng(2, 2, [image]));
  await (await imageFolder(folder.path(name), { channels: 1 })).close();
  const caches = folder.path(`${name}/.ganblocks-cache`);
  return join(caches, readdirSync(caches)[0]!);
}

describe('readCache', () => {
  test('reads images in any order, doubled ones too, and at the same time', async () => {
    const cache = await readCache(await fiveImages('order'));
    const read = async (...indices: number[]): Promise<number[]> =>
      [...(await cache.read(Int32Array.from(indices)))].filter((_, at) => at % 4 === 0);
    expect(await read(4, 0, 1, 2, 2, 3)).toEqual([4, 0, 1, 2, 2, 3]);
    expect(await read()).toEqual([]);
    expect(await Promise.all([read(1), read(2, 3), read(0)])).toEqual([[1], [2, 3], [0]]);
    await expect(cache.read(Int32Array.of(5))).rejects.toThrow(/expected images from 0 to 4\. Got 5\. Ask for fewer\.$/);
    const last = read(1, 2);
    await Promise.all([cache.close(), cache.close()]);
    expect(await last).toEqual([1, 2]);
  });

  test(`reads what was written, or refuses, each of ${FILES} damaged files`, async () => {
    const path = await fiveImages('fuzz');
    const whole = readFileSync(path);
    const expected = [...all].flatMap((image) => [image, image, image, image]);
    const counts = { read: 0, unusable: 0, damaged: 0 };
    for (let number = 0; number < FILES; number++) {
      const { bytes } = mutateBytes(whole, randomStream(3).split(`file ${number}`), { head: 64 });
      writeFileSync(path, bytes);
      const outcome = await readCache(path).catch((error: unknown) => error);
      if (outcome instanceof UnusableCache) {
        expect(outcome.message).toMatch(/^it(s|) [ -~]{10,80}$/);
        counts.unusable++;
        continue;
      }
      const cache = outcome as Awaited<ReturnType<typeof readCache>>;
      try {
        expect([...(await cache.read(all))]).toEqual(expected);
        counts.read++;
      } catch (error) {
        expect(error).toBeInstanceOf(GanError);
        expect((error as Error).message).toMatch(
          /image \d is not what was written \(its checksum differs\)\. Delete the file: it is then built again\.$/,
        );
        counts.damaged++;
      } finally {
        await cache.close();
      }
    }
    expect(counts.unusable + counts.damaged + counts.read).toBe(FILES);
    expect(Math.min(counts.unusable, counts.damaged)).toBeGreaterThan(10);
    // What is read is what the change left as it was.
    expect(counts.read).toBeLessThan(FILES / 10);
  });

  test('a damaged cache is built again, a file of somebody else is left alone', async () => {
    const path = await fiveImages('replace');
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, 70));
    const table = await imageFolder(folder.path('replace'), { channels: 1 });
    expect((await table.read(all)).length).toBe(20);
    await table.close();
    expect(readFileSync(path).equals(whole)).toBe(true);
    writeFileSync(path, 'my diary');
    await expect(imageFolder(folder.path('replace'), { channels: 1 })).rejects.toThrow(
      /expected a cache of images or nothing at '.*'\. Got another file: it is no cache of images\. Move it away, or pass cacheFolder\.$/,
    );
    expect(readFileSync(path, 'utf8')).toBe('my diary');
  });

  test('removes what a killed process left, and nothing that may still be written', async () => {
    const path = await fiveImages('stale');
    const [old, fresh] = ['old', 'fresh'].map((kind) => path.replace(/([^/\\]+)$/, `.$1.${kind}.tmp`)) as [string, string];
    [old, fresh].forEach((file) => writeFileSync(file, ''));
    utimesSync(old, 1, 1);
    utimesSync(folder.path('stale/0.png'), 1, 1);
    await (await imageFolder(folder.path('stale'), { channels: 1 })).close();
    expect(statSync(fresh).size).toBe(0);
    expect(() => statSync(old)).toThrow(/ENOENT/);
  });

  test('memory holds what is asked for, not the data set', async () => {
    const image = plainPng(256, 256, [1, 2, 3]);
    for (let number = 0; number < 60; number++) folder.write(`large/${number}.png`, image);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const inUse = (): number => {
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const before = inUse();
    let most = 0;
    const watch = (): void => void (most = Math.max(most, inUse() - before));
    const table = await imageFolder(folder.path('large'), { workers: 2, onProgress: watch });
    for (let index = 0; index < 60; index++) {
      await table.read(Int32Array.of(index));
      if (index % 10 === 9) watch();
    }
    await table.close();
    const imageBytes = 256 * 256 * 3;
    expect(
      statSync(join(folder.path('large/.ganblocks-cache'), readdirSync(folder.path('large/.ganblocks-cache'))[0]!)).size,
    ).toBeGreaterThan(60 * imageBytes);
    expect(most).toBeLessThan(20 * imageBytes);
  });
});
