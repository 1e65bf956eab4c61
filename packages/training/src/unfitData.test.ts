import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { arrayTable, labelledImages, multiScale, prefetched, takeImages, unpairedImages } from '@ganblocks/data';
import type { Dataset, ImageBatch, UnpairedBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { disposeToy, toySystem } from '../tests/toySystem';
import { train } from './train';

const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 4), shape: [8, 2, 2, 1] });
/** Two sides, of which the toy looks at one. */
const oneSide = (sides: Dataset<UnpairedBatch>): Dataset<ImageBatch> => ({
  ...sides,
  stream(request) {
    const stream = sides.stream(request);
    return { ...stream, next: async () => stream.next().then(({ a, b }) => ({ images: a, b })) };
  },
});
const SETS: readonly (readonly [string, Dataset<ImageBatch>])[] = [
  ['images', labelledImages(takeImages(table, 3))],
  ['batches begun ahead', prefetched(labelledImages(takeImages(table, 3)))],
  ['several resolutions', multiScale(labelledImages(takeImages(table, 3)), { resolutions: [1] })],
  ['the smaller of two sides', oneSide(unpairedImages(table, takeImages(table, 3)))],
];

beforeAll(() => tf.setBackend('wasm'));

describe('data that cannot give one batch', () => {
  test.each(SETS)('stops a run before it begins: %s', async (_, data) => {
    const system = toySystem();
    const begun: unknown[] = [];
    const observers = [{ begin: () => void begun.push('begin'), step: () => void begun.push('step') }];
    await expect(train(system, data, { images: 16, batchSize: 4, observers })).rejects.toThrow(
      'dots stream: batchSize must not exceed the data set. Got batchSize 4, 3 images. Use 3 or less.',
    );
    expect([begun, system.seen]).toEqual([[], []]);
    await expect(train(system, data, { images: 16, batchSize: 3, resolution: 4, observers })).rejects.toThrow(/are not enlarged/);
    expect([begun, system.seen]).toEqual([[], []]);
    await train(system, data, { images: 6, batchSize: 3, observers });
    expect(begun).toEqual(['begin', 'step', 'step']);
    disposeToy(system);
  });
});
