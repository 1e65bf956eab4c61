import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { l2Attention } from './l2Attention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (x: tf.Tensor): number[] => [...x.dataSync()];

describe('l2Attention', () => {
  const x = (): Tensor3D => tf.tensor3d([0, Math.sqrt(Math.log(3))], [1, 2, 1]);
  const one = (value: number): Tensor2D => tf.tensor2d([value], [1, 1]);

  test('attends by distance', () => {
    const { y, attention } = l2Attention(x(), { query: one(1), value: one(2) }, { heads: 1, lipschitz: false });
    expect(numbers(attention).map((value) => Math.round(value * 1e5) / 1e5)).toEqual([0.75, 0.25, 0.25, 0.75]);
    expect(numbers(y)[0]).toBeCloseTo(0.5 * Math.sqrt(Math.log(3)), 5);
  });

  test('passes values through the queries that the bound needs', () => {
    const weights = { query: one(3), value: one(2) };
    const [bound, plain] = [l2Attention(x(), weights, { heads: 1 }), l2Attention(x(), weights, { heads: 1, lipschitz: false })];
    expect(numbers(bound.y)[1]).toBeCloseTo(9 * (numbers(plain.y)[1] ?? NaN), 4);
  });

  test('does not depend on where the origin is', () => {
    const [tokens, query] = [randomStream(1).normal([2, 4, 6]) as Tensor3D, randomStream(2).normal([6, 4]) as Tensor2D];
    const weights = { query, value: query };
    const [here, there] = [tokens, tf.add<Tensor3D>(tokens, 1)].map((at) => l2Attention(at, weights, { heads: 2 }).attention);
    expect(tf.max(tf.abs(tf.sub(here!, there!))).dataSync()[0]).toBeLessThan(1e-4);
  });

  test('leaves two tensors, and teaches', () => {
    const [tokens, weights] = [x(), { query: one(1), value: one(1), output: one(1) }];
    const before = tf.memory().numTensors;
    tf.dispose({ ...l2Attention(tokens, weights, { heads: 1 }) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => l2Attention(tokens, weights, { heads: 2 })).toThrow(
      'l2Attention: heads must divide the channels. Got 2 heads, channels: 1 of query, 1 of value.',
    );
    expect(() => l2Attention(tokens, { ...weights, value: tf.zeros([1, 2]) }, { heads: 1 })).toThrow(
      'query and value must give as many channels. Got 1 and 2.',
    );
    expect(() => l2Attention(tokens, { ...weights, value: tf.zeros([2, 1]) }, { heads: 1 })).toThrow(
      'l2Attention: the kernel of value must read 1',
    );
    expect(() => l2Attention(tokens, { query: tf.zeros([2, 1]), value: one(1) }, { heads: 1 })).toThrow(
      'the kernel of query must read 1 channels. Got [2, 1].',
    );
  });
});
