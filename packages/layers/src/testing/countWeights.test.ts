import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { batchNorm, chain, conv2d, dense, flatten } from '../index';
import { countWeights } from './countWeights';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const build = (channels: number) =>
  chain({ shape: [4, 4, 3] }, conv2d({ channels, kernelSize: 3 }), batchNorm(), flatten(), dense({ units: 5, useBias: false }));

describe('countWeights', () => {
  test('counts what the network has, without the statistics', () => {
    const model = build(2);
    const numbers = model.trainableWeights.map(({ shape }) => (shape as number[]).reduce((product, length) => product * length, 1));
    expect(countWeights(() => build(2))).toBe(numbers.reduce((sum, size) => sum + size));
    model.dispose();
  });

  test('makes no tensor, and leaves tfjs as it was', () => {
    const before = tf.memory();
    expect(countWeights(() => build(1e6))).toBe(3 * 9 * 1e6 + 3 * 1e6 + 4 * 1e6 * 5);
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
    expect(() =>
      countWeights(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    const model = build(1);
    expect(model.countParams()).toBe(28 + 4 + 20);
    model.dispose();
  });
});
