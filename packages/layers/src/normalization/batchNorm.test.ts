import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { chain } from '../model/chain';
import { type ModelNetwork, network } from '../model/network';
import { batchNorm, type BatchNormArgs } from './batchNorm';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const build = (args: BatchNormArgs): ModelNetwork => network(chain({ shape: [1] }, batchNorm(args)));
const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])].map((value) => Math.round(value * 1e5) / 1e5);

describe('batchNorm', () => {
  const x = (): Tensor => tf.tensor2d([1, 3, 5, 7], [4, 1]); // mean 4, variance 5, unbiased 20/3

  test('moves its averages by momentum, the variance without bias as PyTorch', () => {
    const { apply, statistics } = build({ momentum: 0.9 });
    apply(x(), { training: true });
    expect(numbers(statistics[0])).toEqual([0.4]);
    expect(numbers(statistics[1])).toEqual([0.9 + 0.1 * 6.66667].map((value) => Math.round(value * 1e5) / 1e5));
  });

  test('or with bias as TensorFlow', () => {
    const { apply, statistics } = build({ momentum: 0.5, unbiased: false });
    apply(x(), { training: true });
    expect([...numbers(statistics[0]), ...numbers(statistics[1])]).toEqual([2, 3]);
  });

  test('one number a channel has no variance to correct', () => {
    const { apply, statistics } = build({ momentum: 0 });
    expect(numbers(apply(tf.tensor2d([3], [1, 1]), { training: true }))).toEqual([0]);
    expect(numbers(statistics[1])).toEqual([0]);
  });

  test('uses the batch in training and its averages in inference', () => {
    const { apply } = build({ momentum: 0, unbiased: false, epsilon: 1e-9 });
    const normalized = [-3, -1, 1, 3].map((value) => Math.round((value / Math.sqrt(5)) * 1e5) / 1e5);
    expect(numbers(apply(x(), { training: false }))).toEqual([1, 3, 5, 7]);
    expect(numbers(apply(x(), { training: true }))).toEqual(normalized);
    expect(numbers(apply(tf.tensor2d([4], [1, 1]), { training: false }))).toEqual([0]);
  });

  test('teaches', () => {
    expect(() => batchNorm({ momentum: 1.1 })).toThrow(
      "batchNorm: momentum must lie in [0, 1]. Got 1.1. PyTorch's momentum m is 1 - m here.",
    );
    expect(() => batchNorm({ epsilon: 0 })).toThrow('epsilon must be above 0');
    expect(() => chain({ shape: [4, null] }, batchNorm())).toThrow(
      'batchNorm: the input must be [N, …, C] with a known C. Got [null, 4, null].',
    );
  });
});
