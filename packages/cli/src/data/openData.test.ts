import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { writePng } from '@ganblocks/data/node';
import { temporaryFolder } from '../../tests/temporaryFolder';
import { dataSources, dataSpec } from './dataSpec';
import { openData, wantedBy } from './openData';
import { readingNotes } from './readingNotes';

const folder = temporaryFolder();
const photos = join(folder, 'photos');
const options = { part: 'train', skipBroken: false, onProgress: () => undefined } as const;
const wanted = (resolution: number, imageChannels: number) => wantedBy('dcgan', 'images', { resolution, imageChannels });

beforeAll(async () => {
  await tf.setBackend('cpu');
  mkdirSync(photos);
  for (const [i, value] of [0, 128, 255].entries()) {
    await writePng(join(photos, `${i}.png`), { width: 5, height: 3, channels: 3, data: new Uint8Array(45).fill(value) });
  }
});

async function firstBatch(text: string, at: ReturnType<typeof wanted>): Promise<{ shape: number[]; size: number; values: Set<number> }> {
  const data = await openData(dataSpec(text), at, options);
  const stream = data.dataset.stream({ batchSize: 3, seed: 1 });
  const batch = await stream.next();
  const values = new Set(await batch.images.data());
  const { shape } = batch.images;
  tf.dispose(batch as unknown as tf.TensorContainer);
  await stream.close();
  await data.close();
  return { shape, size: data.dataset.size, values };
}

describe('openData', () => {
  test('reads a folder at the size and in the colours of the system', async () => {
    const before = tf.memory().numTensors;
    const gray = await firstBatch(photos, wanted(16, 1));
    expect([gray.shape, gray.size]).toEqual([[3, 16, 16, 1], 3]);
    expect([...gray.values].sort((a, b) => a - b).map((value) => Math.round(value * 127.5 + 127.5))).toEqual([0, 128, 255]);
    expect((await firstBatch(`folder:${photos}`, wanted(8, 3))).shape).toEqual([3, 8, 8, 3]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('makes MNIST as large and colourful as it is asked for', async () => {
    expect((await firstBatch('mnist', wanted(28, 1))).shape).toEqual([3, 28, 28, 1]);
    expect(await firstBatch('mnist', wanted(32, 3))).toMatchObject({ shape: [3, 32, 32, 3], size: 60_000 });
    const { table, close } = await openData(dataSpec('mnist'), wanted(28, 1), { ...options, part: 'test' });
    expect(table?.size).toBe(10_000);
    await close();
  });

  test('keeps few labels for systems that learn from few', async () => {
    const wanted = wantedBy('sgan', 'images, some labelled', { resolution: 28, imageChannels: 1, classes: 10 });
    const few = await openData(dataSpec('mnist'), wanted, { ...options, labels: { perClass: 3, seed: 1 } });
    expect(few.dataset.describe()).toMatchObject({ labelled: { images: 30 } });
    const all = await openData(dataSpec('mnist'), wanted, { ...options, part: 'test' });
    expect(all.dataset.describe()).toMatchObject({ labelled: { images: 10_000 } });
    await few.close();
    await all.close();
    await expect(openData(dataSpec(photos), wanted, options)).rejects.toThrow('Got an image without a class');
  });

  test('gives points as images of one pixel to systems that learn points', async () => {
    const before = tf.memory().numTensors;
    const points = await firstBatch('ring', wantedBy('toy', 'points', {}));
    expect(points.shape).toEqual([3, 1, 1, 2]);
    expect(tf.memory().numTensors).toBe(before);
    await expect(openData(dataSpec('mnist'), wantedBy('toy', 'points', {}), options)).rejects.toThrow(
      "toy learns points. Got 'mnist', which has images. Choose from ring, grid, swiss-roll.",
    );
  });

  test('refuses what cannot be read, unless it is told to leave it out', async () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    writeFileSync(join(mixed, 'broken.png'), 'no picture');
    await writePng(join(mixed, 'good.png'), { width: 2, height: 2, channels: 1, data: new Uint8Array(4) });
    await expect(openData(dataSpec(mixed), wanted(16, 3), options)).rejects.toThrow('broken.png');
    const cacheFolder = join(folder, 'cache');
    const data = await openData(dataSpec(mixed), wanted(16, 3), { ...options, skipBroken: true, cacheFolder });
    expect([data.dataset.size, readdirSync(cacheFolder).length]).toEqual([1, 1]);
    await data.close();
  });
});

test('readingNotes tells every tenth once', () => {
  const lines: string[] = [];
  const tell = readingNotes((line) => void lines.push(line));
  for (let done = 1; done <= 1000; done++) tell(done, 1000);
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([11, 'reading 1 of 1,000 images', 'reading 1,000 of 1,000 images']);
});

describe('dataSpec', () => {
  test('tells names, arguments and paths apart', () => {
    expect(dataSpec('mnist')).toMatchObject({ argument: '', text: 'mnist' });
    expect(dataSpec('emoji:fluent')).toMatchObject({ argument: 'fluent', text: 'emoji:fluent' });
    expect(dataSpec(photos)).toMatchObject({ argument: resolve(photos), text: `folder:${resolve(photos)}` });
    expect(new Set(dataSources.map(({ name }) => name)).size).toBe(dataSources.length);
  });

  test.each([
    ['cifar10', "expected 'cifar10:FOLDER'. Got 'cifar10'."],
    ['mnist:x', "expected 'mnist'. Got 'mnist:x'."],
    ['cifar10:/no/such/place', "there is nothing at '/no/such/place'"],
    ['emojy:fluent', "Did you mean 'emoji'?"],
    ['./no-such-folder', 'is no path that exists, and no data set'],
    [join(photos, '0.png'), 'must be a folder of pictures, a .zip or a .parquet file'],
  ])('refuses %s', (text, message) => expect(() => dataSpec(text)).toThrow(message));

  test('an emoji style that there is not', async () => {
    await expect(openData(dataSpec('emoji:fluant'), wanted(16, 3), options)).rejects.toThrow("Did you mean 'fluent'?");
  });
});
