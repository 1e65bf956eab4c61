import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BatchStream, JsonObject } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { shuffledStream } from './shuffledStream';

const numbers = (size: number, batchSize: number, seed = 7): BatchStream<number[]> =>
  shuffledStream({ name: 'numbers', size, batchSize, seed, batch: (indices) => [...indices] });

async function take(stream: BatchStream<number[]>, batches: number): Promise<number[]> {
  const taken: number[] = [];
  for (let batch = 0; batch < batches; batch++) taken.push(...(await stream.next()));
  return taken;
}

beforeAll(() => tf.setBackend('wasm'));

describe('shuffledStream', () => {
  test('gives these numbers for these seeds', async () => {
    expect(await take(numbers(8, 4), 6)).toEqual([5, 1, 6, 2, 3, 7, 0, 4, 0, 4, 7, 3, 2, 5, 6, 1, 3, 5, 6, 2, 7, 4, 0, 1]);
    expect(await take(numbers(8, 4, 8), 2)).toEqual([3, 5, 0, 1, 7, 6, 4, 2]);
  });

  test('has each number exactly once an epoch, in another order each epoch, and only full batches', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.nat(), async (a, b, seed) => {
        const [batchSize, size] = [Math.min(a, b), Math.max(a, b)];
        const taken = await take(numbers(size, batchSize, seed), Math.ceil((3 * size) / batchSize));
        for (let epoch = 0; epoch < 3; epoch++) {
          const part = taken.slice(epoch * size, (epoch + 1) * size);
          expect(part.sort((x, y) => x - y)).toEqual(Array.from({ length: size }, (_, index) => index));
        }
        expect(taken.length % batchSize).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test('the batch size does not change the order', async () => {
    expect(await take(numbers(10, 3), 10)).toEqual(await take(numbers(10, 10), 3));
  });

  test('continues exactly where a saved stream stood, with another batch size and over the end of an epoch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.integer({ min: 1, max: 10 }), fc.nat(), async (before, batchSize, seed) => {
        const stream = numbers(10, 3, seed);
        await take(stream, before);
        const json = JSON.parse(JSON.stringify(stream.toJson())) as JsonObject;
        const restored = numbers(10, batchSize, 1);
        restored.restore({}, json);
        expect(restored.toJson()).toEqual(json);
        expect((await take(restored, 30)).slice(0, 30)).toEqual((await take(stream, 10)).slice(0, 30));
      }),
      { numRuns: 50 },
    );
  });

  test('its state is epoch, position and seed', async () => {
    const stream = numbers(5, 2);
    expect(stream.toJson()).toEqual({ epoch: 0, position: 0, seed: 7 });
    await take(stream, 2);
    expect(stream.toJson()).toEqual({ epoch: 0, position: 4, seed: 7 });
    await take(stream, 1);
    expect(stream.toJson()).toEqual({ epoch: 1, position: 1, seed: 7 });
    await take(stream, 2);
    expect(stream.toJson()).toEqual({ epoch: 2, position: 0, seed: 7 });
    expect(stream.tensors()).toEqual({});
  });

  test('calls that are not awaited come in order', async () => {
    const stream = numbers(10, 3);
    const together = await Promise.all([stream.next(), stream.next(), stream.next(), stream.next()]);
    expect(together.flat()).toEqual(await take(numbers(10, 3), 4));
  });

  test('refuses a state that does not fit, and stays where it was', async () => {
    const stream = numbers(10, 3);
    await take(stream, 1);
    const before = stream.toJson();
    const wrong: JsonObject[] = [
      {},
      { epoch: -1, position: 0, seed: 1 },
      { epoch: 0, position: 10, seed: 1 },
      { epoch: 0, position: 0.5, seed: 1 },
      { epoch: 0, position: '0', seed: 1 },
      { epoch: 0, position: 0, seed: null },
    ];
    for (const json of wrong) expect(() => stream.restore({}, json)).toThrow(/^numbers stream: .* Got .* Restore what/);
    const extra = tf.scalar(1);
    expect(() => stream.restore({ extra }, before)).toThrow(/no tensors to restore. Got extra/);
    extra.dispose();
    expect(stream.toJson()).toEqual(before);
  });

  test('refuses a request that cannot be met', () => {
    expect(() => numbers(10, 11)).toThrow(
      'numbers stream: batchSize must not exceed the data set. Got batchSize 11, 10 images. Use 10 or less.',
    );
    for (const batchSize of [0, -1, 1.5, Number.NaN])
      expect(() => numbers(10, batchSize)).toThrow(/batchSize must be a whole number above 0/);
    for (const seed of [-1, 0.5, Number.NaN]) expect(() => numbers(10, 1, seed)).toThrow(/seed must be a whole number from 0/);
  });

  test('ends when closed, more than once if need be', async () => {
    const stream = numbers(10, 3);
    await stream.close();
    await stream.close();
    await expect(stream.next()).rejects.toThrow(/after close\(\)/);
  });
});
