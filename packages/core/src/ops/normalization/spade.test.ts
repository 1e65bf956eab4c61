import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { batchMoments } from '../batchMoments';
import { randomStream } from '../../random/index';
import { spade } from './spade';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('spade', () => {
  const maps = (): { scale: Tensor4D; offset: Tensor4D } => ({
    scale: tf.tensor4d([1, 2, 3, 4], [2, 1, 2, 1]),
    offset: tf.tensor4d([0, 0, 1, 1], [2, 1, 2, 1]),
  });
  const x = (): Tensor4D => tf.tensor4d([1, 3, 3, 1], [2, 1, 2, 1]);
  const rounded = (y: Tensor): number[] => numbers(y).map((value) => Math.round(value * 1e4) / 1e4);

  test('normalizes, then scales and shifts each place by its own', () => {
    expect(rounded(spade(x(), { ...maps(), epsilon: 0 }))).toEqual([-1, 2, 4, -3]);
    expect(rounded(spade(tf.mul(x(), [[[[1]]], [[[10]]]]), { ...maps(), norm: 'instance', epsilon: 0 }))).toEqual([-1, 2, 4, -3]);
  });

  test('normalizes by given moments', () => {
    const given = { mean: tf.tensor1d([1]), variance: tf.tensor1d([4]), epsilon: 0 };
    expect(rounded(spade(x(), { ...maps(), ...given }))).toEqual([0, 2, 4, 1]);
    const features = randomStream(1).normal([2, 3, 3, 2]) as Tensor4D;
    const same = { scale: tf.onesLike(features), offset: tf.zerosLike(features) };
    const far = tf.max(tf.abs(tf.sub(spade(features, { ...same, ...batchMoments(features) }), spade(features, same))));
    expect(numbers(far)[0]).toBeLessThan(1e-6);
  });

  test('leaves one tensor, and teaches', () => {
    const [features, { scale, offset }] = [x(), maps()];
    const before = tf.memory().numTensors;
    tf.dispose([spade(features, { scale, offset }), spade(features, { scale, offset, norm: 'instance' })]);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => spade(features, { scale: tf.ones([2, 1, 1, 1]), offset })).toThrow(
      'spade: scale must have the shape of x, [2, 1, 2, 1]. Got [2, 1, 1, 1]. Resize the label map first.',
    );
    expect(() => spade(features, { scale, offset, norm: 'layer' as 'batch' })).toThrow("norm must be 'batch' or 'instance'. Got 'layer'.");
    const moments = { mean: tf.tensor1d([1]), variance: tf.tensor1d([4]) };
    expect(() => spade(features, { scale, offset, norm: 'instance', ...moments })).toThrow('none may be given. Got mean.');
    expect(() => spade(features, { scale, offset, mean: tf.tensor1d([1]) })).toThrow('must be given together');
  });
});
