import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { installGradients } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { batchNorm, chain, dense, initializers, type ModelNetwork, network, withWeights } from '../index';

const build = (): ModelNetwork => {
  const inner = chain({ shape: [2], name: 'inner' }, dense({ units: 2, initializer: initializers.constant(1), useBias: false }));
  return network(chain({ shape: [2], name: 'net' }, inner, batchNorm({ epsilon: 1e-9, name: 'norm' })));
};
const kernel = 'net/inner/dense1/kernel';
const call = { training: false };
const numbers = (x: Tensor): number[] => [...x.dataSync()].map((value) => Math.round(value * 1e4) / 1e4);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});

describe('withWeights', () => {
  test('computes with the lent values, trainable ones, statistics and those of inner models, and then with its own again', () => {
    const net = build();
    const x = tf.tensor2d([[1, 2]]);
    expect(numbers(net.apply(x, call))).toEqual([3, 3]);
    const lent = { [kernel]: tf.tensor2d([[1, 0], [0, 1]]), 'net/norm/movingMean': tf.tensor1d([0, 4]), 'net/norm/offset': tf.tensor1d([10, 10]) }; // prettier-ignore
    expect(numbers(withWeights(net, lent, () => net.apply(x, call)))).toEqual([11, 8]);
    expect(numbers(net.apply(x, call))).toEqual([3, 3]);
    expect(numbers(net.trainable[0]!)).toEqual([1, 1, 1, 1]);
    net.dispose();
  });

  test('what it computes can be differentiated by the lent values, twice', () => {
    const net = build();
    const x = tf.tensor2d([[1, 2]]);
    const cubes = (w: Tensor): Tensor => withWeights(net, { [kernel]: w }, () => tf.sum(tf.pow(net.apply(x, call), 3)));
    const w = tf.tensor2d([[1, 2], [1, 0]]); // prettier-ignore
    // y = [3, 2]; dΣy³/dw = x ⊗ 3y²; Σ of it differentiated once more = x ⊗ 6y · Σx.
    expect(numbers(tf.grad(cubes)(w))).toEqual([27, 12, 54, 24]);
    const total = (at: Tensor): Tensor => tf.sum(tf.grad(cubes)(at));
    expect(numbers(tf.grad(total)(w))).toEqual([54, 36, 108, 72]);
    net.dispose();
  });

  test('lends the inner loan, and gives the outer one back', () => {
    const net = build();
    const x = tf.tensor2d([[1, 2]]);
    const [ones, twos] = [tf.ones([2, 2]), tf.fill([2, 2], 2)];
    const seen = withWeights(net, { 'net/norm/offset': tf.tensor1d([1, 1]) }, () => [
      withWeights(net, { [kernel]: twos }, () => numbers(net.apply(x, call))),
      withWeights(net, { [kernel]: ones }, () => numbers(net.apply(x, call))),
    ]);
    expect(seen).toEqual([[7, 7], [4, 4]]); // prettier-ignore
    net.dispose();
  });

  test('lends one weight twice', () => {
    const net = build();
    const x = tf.tensor2d([[1, 2]]);
    const [twos, threes] = [tf.fill([2, 2], 2), tf.fill([2, 2], 3)];
    const seen = withWeights(net, { [kernel]: twos }, () => [
      withWeights(net, { [kernel]: threes }, () => numbers(net.apply(x, call))),
      numbers(net.apply(x, call)),
    ]);
    expect(seen).toEqual([[9, 9], [6, 6]]); // prettier-ignore
    expect(numbers(net.apply(x, call))).toEqual([3, 3]);
    net.dispose();
  });

  test('gives the weights back where the body throws', () => {
    const net = build();
    const failing = (): never => {
      throw new Error('stop');
    };
    expect(() => withWeights(net, { [kernel]: tf.zeros([2, 2]) }, failing)).toThrow('stop');
    expect(numbers(net.apply(tf.tensor2d([[1, 2]]), call))).toEqual([3, 3]);
    net.dispose();
  });

  test('teaches about names and shapes, and lends nothing where one is wrong', () => {
    const net = build();
    const x = tf.tensor2d([[1, 2]]);
    const good = { [kernel]: tf.zeros([2, 2]) };
    const body = (): Tensor => net.apply(x, call);
    expect(() => withWeights(net, { ...good, 'net/dense9/kernel': x }, body)).toThrow(
      `withWeights: 'net' must have the weight 'net/dense9/kernel'. It has ${kernel}, net/norm/scale`,
    );
    expect(() => withWeights(net, { ...good, 'net/norm/scale': x }, body)).toThrow(
      "withWeights: 'net/norm/scale' must have the shape [2]. Got [1, 2].",
    );
    expect(numbers(body())).toEqual([3, 3]);
    net.dispose();
  });

  test('frees everything', () => {
    const net = build();
    const x = tf.ones([1, 2]);
    const w = tf.ones([2, 2]);
    const before = tf.memory().numTensors;
    withWeights(net, { [kernel]: w }, () => net.apply(x, call)).dispose();
    expect(tf.memory().numTensors).toBe(before);
    net.dispose();
  });
});
