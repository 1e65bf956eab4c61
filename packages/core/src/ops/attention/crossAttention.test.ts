import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { crossAttention } from './crossAttention';
import { multiHeadAttention } from './multiHeadAttention';
import { scaledAttention } from './scaledAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const random = (seed: number, ...shape: number[]) => randomStream(seed).normal(shape);
const kernel = (seed: number, from: number, to: number): { kernel: Tensor2D } => ({ kernel: random(seed, from, to) as Tensor2D });
const sequence = (seed: number, ...shape: [number, number, number]): Tensor3D => random(seed, ...shape) as Tensor3D;

describe('crossAttention', () => {
  test('with one head is the scaled attention of its projections', () => {
    const [x, context] = [sequence(1, 2, 3, 4), sequence(2, 2, 5, 6)];
    const weights = { query: kernel(3, 4, 2), key: kernel(4, 6, 2), value: kernel(5, 6, 3) };
    const flat = (t: Tensor3D, w: { kernel: Tensor2D }) =>
      tf.reshape(tf.matMul(tf.reshape(t, [-1, t.shape[2]]), w.kernel), [2, t.shape[1], -1]);
    const plain = scaledAttention(flat(x, weights.query), flat(context, weights.key), flat(context, weights.value));
    const { y, attention } = crossAttention(x, context, weights, { heads: 1 });
    expect([...y.dataSync()]).toEqual([...plain.y.dataSync()]);
    expect(attention.shape).toEqual([2, 1, 3, 5]);
  });

  test('gives each head its consecutive channels', () => {
    const [x, eye] = [sequence(1, 1, 3, 4), { kernel: tf.eye(4) }];
    const joined = crossAttention(x, x, { query: eye, key: eye, value: eye }, { heads: 2 });
    const halves = tf.split(x, 2, 2).map((half) => scaledAttention(half, half, half).y);
    expect([...joined.y.dataSync()]).toEqual([...tf.concat(halves, 2).dataSync()]);
  });

  test('looks at no masked key', () => {
    const [x, context] = [sequence(1, 2, 3, 4), sequence(2, 2, 5, 6)];
    const weights = { query: kernel(3, 4, 2), key: kernel(4, 6, 2), value: kernel(5, 6, 2), output: kernel(6, 2, 7) };
    const keyMask = tf.tensor2d([1, 1, 1, 0, 0, 1, 1, 1, 0, 0], [2, 5]);
    const masked = crossAttention(x, context, weights, { heads: 2, keyMask });
    const short = crossAttention(x, tf.slice(context, [0, 0, 0], [2, 3, 6]), weights, { heads: 2 });
    expect(masked.y.shape).toEqual([2, 3, 7]);
    expect(tf.max(tf.abs(tf.sub(masked.y, short.y))).dataSync()[0]).toBeLessThan(1e-5);
    const hidden = tf.slice(masked.attention, [0, 0, 0, 3], [2, 2, 3, 2]);
    expect([...hidden.dataSync()]).toEqual(new Array<number>(24).fill(0));
  });

  test('leaves two tensors, and teaches', () => {
    const [x, context] = [sequence(1, 2, 3, 4), sequence(2, 2, 5, 6)];
    const weights = { query: kernel(3, 4, 2), key: kernel(4, 6, 2), value: kernel(5, 6, 2) };
    const before = tf.memory().numTensors;
    tf.dispose({ ...crossAttention(x, context, weights, { heads: 2 }) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => crossAttention(x, context, weights, { heads: 3 })).toThrow(
      'crossAttention: heads must divide the channels. Got 3 heads, channels: 2 of query, 2 of key, 2 of value.',
    );
    expect(() => crossAttention(x, context, weights, { heads: 1, keyMask: tf.ones([2, 4]) })).toThrow(
      'keyMask must have a number for each of the keys, [2, 5]. Got [2, 4].',
    );
    expect(() => crossAttention(tf.concat([x, x]), context, weights, { heads: 1 })).toThrow('x and context must have the same batch.');
    const wide = { ...weights, query: { kernel: tf.zeros<tf.Rank.R2>([x.shape[2], 4]) } };
    expect(() => crossAttention(x, context, wide, { heads: 1 })).toThrow('query and key must give as many channels. Got 4 and 2.');
    expect(() => crossAttention(x, x, weights, { heads: 1 })).toThrow('the kernel of key must read 4 channels. Got [6, 2].');
  });
});

describe('multiHeadAttention', () => {
  test('is the cross-attention of a sequence to itself', () => {
    const [x, projection] = [sequence(1, 2, 3, 4), kernel(2, 4, 4)];
    const weights = { query: projection, key: projection, value: projection, output: projection };
    const before = tf.memory().numTensors;
    const [own, cross] = [multiHeadAttention(x, weights, { heads: 2 }), crossAttention(x, x, weights, { heads: 2 })];
    expect(tf.memory().numTensors).toBe(before + 4);
    expect([...own.y.dataSync()]).toEqual([...cross.y.dataSync()]);
  });
});
