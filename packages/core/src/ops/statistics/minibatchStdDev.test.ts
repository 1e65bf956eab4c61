import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { groupDeviations } from './groupDeviations';
import { minibatchStdDev } from './minibatchStdDev';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** One pixel and two channels a sample; samples 0 and 2 are a group, 1 and 3 the other. */
const four = (): Tensor4D => tf.tensor4d([1, 0, 10, 0, 5, 8, 10, 2], [4, 1, 1, 2]);

describe('groupDeviations', () => {
  test('are means of deviations over the samples n mod N/G', () => {
    const spread = groupDeviations(four(), { groupSize: 2, epsilon: 0 });
    expect(spread.shape).toEqual([2, 1]);
    expect([...spread.dataSync()]).toEqual([3, 0.5]);
    expect([...groupDeviations(four(), { groupSize: 2, features: 2, epsilon: 0 }).dataSync()]).toEqual([2, 4, 0, 1]);
  });

  test('name themselves in an error', () => {
    expect(() => groupDeviations(four(), { groupSize: 3 })).toThrow('groupDeviations: groupSize must divide the batch');
  });
});

describe('minibatchStdDev', () => {
  test('appends the number of its group to each sample', () => {
    const y = minibatchStdDev(four(), { groupSize: 2, epsilon: 0 });
    expect([...y.dataSync()]).toEqual([1, 0, 3, 10, 0, 0.5, 5, 8, 3, 10, 2, 0.5]);
  });

  test('appends constant maps, and takes a smaller batch as one group', () => {
    const x = randomStream(1).normal([2, 3, 5, 4]) as Tensor4D;
    const y = minibatchStdDev(x, { features: 2 });
    expect(y.shape).toEqual([2, 3, 5, 6]);
    const maps = tf.slice(y, [0, 0, 0, 4]).dataSync();
    expect(new Set(maps).size).toBe(2);
    expect([...maps].slice(0, 2)).toEqual([...groupDeviations(x, { features: 2 }).dataSync()]);
  });

  test('sees that images repeat', () => {
    const same = minibatchStdDev(tf.ones([4, 2, 2, 3]), { epsilon: 0 });
    expect([...tf.slice(same, [0, 0, 0, 3]).dataSync()]).toEqual(Array(16).fill(0));
  });

  test('frees what it makes on the way', () => {
    const x = four();
    const before = tf.memory().numTensors;
    minibatchStdDev(x, { groupSize: 2 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const batch = (n: number): Tensor4D => tf.zeros([n, 1, 1, 3]);
    expect(() => minibatchStdDev(batch(6))).toThrow(
      'minibatchStdDev: groupSize must divide the batch. Got groupSize 4, batch 6. Use 3 or 2, or a batch of 8.',
    );
    expect(() => minibatchStdDev(batch(7))).toThrow('Got groupSize 4, batch 7. Use a batch of 8.');
    expect(() => minibatchStdDev(batch(4), { groupSize: 1.5 })).toThrow('groupSize must be an integer >= 1. Got 1.5.');
    expect(() => minibatchStdDev(batch(4), { features: 2 })).toThrow('features must divide the channels. Got features 2, channels 3.');
    expect(() => minibatchStdDev(batch(4), { epsilon: -1 })).toThrow('epsilon must be at least 0');
    expect(() => minibatchStdDev(tf.zeros([4, 3]) as unknown as Tensor4D)).toThrow('x must have the axes [N, H, W, C]');
  });

  test('has right derivatives to second order', async () => {
    await tf.setBackend('cpu');
    const f = (x: tf.Tensor): tf.Tensor => tf.tanh(minibatchStdDev(x as Tensor4D, { groupSize: 3, features: 2 }));
    const inputs = [randomStream(3).normal([6, 2, 1, 2])];
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });
});
