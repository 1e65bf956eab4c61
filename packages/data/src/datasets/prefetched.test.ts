import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { BatchStream, Dataset, JsonObject } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { batchNumbers } from '../../tests/batchNumbers';
import { ringMixture } from '../points/index';
import { arrayTable } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import { alternating, attributeImages, labelledImages, multiScale, prefetched, unpairedImages } from './index';

const table = (name: string, size: number): ImageTable => {
  const images = Uint8Array.from({ length: 4 * size }, (_, i) => 3 * i);
  const labels = Int32Array.from({ length: size }, (_, i) => i % 3);
  const made = arrayTable({ name, images, shape: [size, 2, 2, 1], labels, classes: 3 });
  // As from a disk: later, and sometimes much later.
  return { ...made, read: async (indices) => wait(indices[0]! % 3).then(() => made.read(indices)) };
};
const [seven, five] = [table('seven', 7), table('five', 5)];
const mirror = { mirror: true };

/** Counts in a variable, which it changes only at the end of `next`; throws instead of every fourth batch. */
function counting(): { readonly dataset: Dataset<{ x: tf.Tensor }>; readonly calls: { most: number; all: number; closed: number } } {
  const calls = { most: 0, all: 0, closed: 0 };
  const stream = (): BatchStream<{ x: tf.Tensor }> => {
    const count = tf.tidy(() => tf.variable(tf.scalar(0)));
    let [steps, running] = [0, 0];
    return {
      async next() {
        calls.all++;
        calls.most = Math.max(calls.most, ++running);
        await wait(2);
        running--;
        steps++;
        tf.tidy(() => count.assign(tf.scalar(steps)));
        if (steps % 4 === 0) throw new Error(`batch ${steps} is broken`);
        return { x: tf.clone(count) };
      },
      async close() {
        calls.closed++;
        count.dispose();
      },
      tensors: () => ({ count }),
      toJson: () => ({ steps }),
      restore(tensors, json) {
        if (typeof json['steps'] !== 'number') throw new Error('steps must be a number');
        steps = json['steps'];
        count.assign(tensors['count'] as tf.Tensor<tf.Rank.R0>);
      },
    };
  };
  return { calls, dataset: { name: 'counting', size: 9, describe: () => ({ name: 'counting' }), stream } };
}

const SETS: readonly (readonly [string, Dataset<object>])[] = [
  ['labelledImages', labelledImages(seven, mirror)],
  ['unpairedImages', unpairedImages(seven, five, mirror)],
  ['alternating', alternating([attributeImages(seven, mirror), attributeImages(five, mirror)])],
  ['multiScale', multiScale(labelledImages(seven, mirror), { resolutions: [1] })],
  ['ringMixture', ringMixture()],
  ['a set with state in tensors', counting().dataset],
];

beforeAll(() => tf.setBackend('wasm'));

/** The next batches as numbers, or their errors; and the position after each. */
async function take(stream: BatchStream<object>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for (let i = 0; i < count; i++) {
    const batch = await stream.next().then(batchNumbers, String);
    const tensors = Object.entries(stream.tensors()).map(([name, tensor]) => [name, ...tensor.dataSync()]);
    taken.push([batch, stream.toJson(), tensors]);
  }
  return taken;
}

describe.each(SETS)('prefetched %s', (_, dataset) => {
  const request = { batchSize: 3, seed: 7 };

  test.each([0, 1, 3])('%i ahead: the same batches, errors and positions, nothing left', async (ahead) => {
    const before = tf.memory().numTensors;
    const plain = dataset.stream(request);
    const stream = prefetched(dataset, { ahead }).stream(request);
    expect(stream.toJson()).toEqual(plain.toJson());
    expect(await take(stream, 9)).toEqual(await take(plain, 9));
    await Promise.all([stream.close(), plain.close()]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([1, 3])('%i ahead: goes on from any position, and back to any', async (ahead) => {
    const before = tf.memory().numTensors;
    const plain = dataset.stream(request);
    const all = await take(plain, 9);
    const early = prefetched(dataset, { ahead });
    for (let position = 0; position < 9; position += 2) {
      const [stream, other] = [early.stream(request), early.stream({ ...request, seed: 1 })];
      await take(stream, position);
      const [json, tensors] = [JSON.parse(JSON.stringify(stream.toJson())) as JsonObject, stream.tensors()];
      await take(other, 3);
      // Some of what has been begun is on its way, some has not had its turn.
      other.restore(tensors, json);
      expect(other.toJson()).toEqual(json);
      other.restore(tensors, json);
      expect(await take(other, 9 - position)).toEqual(all.slice(position));
      other.restore(tensors, json);
      await Promise.all([stream.close(), other.close()]);
      expect([stream.toJson(), other.toJson()]).toEqual([json, json]);
      await expect(stream.next()).rejects.toThrow(/after close\(\)/);
    }
    await plain.close();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('batches that are not awaited one by one come in order', async () => {
    const [stream, plain] = [prefetched(dataset).stream(request), dataset.stream(request)];
    const together = await Promise.all(Array.from({ length: 5 }, async () => stream.next().then(batchNumbers, String)));
    expect(together).toEqual((await take(plain, 5)).map((one) => (one as unknown[])[0]));
    await Promise.all([stream.close(), plain.close()]);
  });
});

describe('prefetched', () => {
  const request = { batchSize: 3, seed: 7 };

  test('begins as many as it is told, one after the other, and none before the first is asked for', async () => {
    const { dataset, calls } = counting();
    const stream = prefetched(dataset, { ahead: 3 }).stream(request);
    await wait(10);
    expect(calls.all).toBe(0);
    tf.dispose(await stream.next());
    while (calls.all < 4) await wait(1);
    await wait(10);
    expect([calls.all, calls.most]).toEqual([4, 1]);
    expect([stream.toJson(), ...stream.tensors()['count']!.dataSync()]).toEqual([{ steps: 1 }, 1]);
    await stream.close();
    expect([calls.all, calls.closed]).toEqual([4, 1]);
  });

  test('closing gives what has been asked for, and waits for what has been begun', async () => {
    const { dataset, calls } = counting();
    const before = tf.memory().numTensors;
    const stream = prefetched(dataset, { ahead: 2 }).stream(request);
    const asked = [stream.next(), stream.next()];
    const closing = stream.close();
    await expect(stream.next()).rejects.toThrow('counting stream: next() was called after close(). Open a new stream');
    expect(await Promise.all(asked.map(async (one) => (await one).x.dataSync()[0]))).toEqual([1, 2]);
    await closing;
    expect([calls.all, calls.closed]).toEqual([2, 1]);
    tf.dispose(await Promise.all(asked));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses a state that does not fit, keeping what it has begun, and any while a batch is awaited', async () => {
    const { dataset, calls } = counting();
    const stream = prefetched(dataset, { ahead: 1 }).stream(request);
    tf.dispose(await stream.next());
    expect(() => stream.restore({}, {})).toThrow(/steps must be a number/);
    const awaited = stream.next();
    expect(() => stream.restore({}, { steps: 0 })).toThrow(
      'counting stream: restore() was called while a batch is awaited. Await next() first.',
    );
    expect((await awaited).x.dataSync()[0]).toBe(2);
    await stream.close();
    expect(calls.all).toBeLessThanOrEqual(3);
    tf.dispose(await awaited);
  });

  test('is the data set in name, size and description, and refuses what is no number of batches', () => {
    const dataset = prefetched(labelledImages(seven));
    expect([dataset.name, dataset.size, dataset.describe()]).toEqual(['seven', 7, seven.describe()]);
    expect(() => dataset.stream({ batchSize: 8, seed: 0 })).toThrow(/seven stream: batchSize must not exceed/);
    for (const ahead of [-1, 0.5]) expect(() => prefetched(dataset, { ahead })).toThrow(/ahead must be a whole number from 0. Got/);
  });
});
