import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { wordAttention } from './wordAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('wordAttention', () => {
  const eye = (): { kernel: tf.Tensor2D } => ({ kernel: tf.eye(2) });
  /** One pixel that is like the first word and not like the second. */
  const pixel = (): Tensor4D => tf.tensor4d([Math.log(3), 0], [1, 1, 1, 2]);
  const words = (): Tensor3D => tf.tensor3d([1, 0, 0, 1, 0, 1], [1, 3, 2]);

  test('is the mean of the words by their likeness', () => {
    const { y, attention } = wordAttention(pixel(), words(), eye());
    expect([...attention.dataSync()].map((value) => Math.round(value * 1e5) / 1e5)).toEqual([0.6, 0.2, 0.2]);
    expect(y.shape).toEqual([1, 1, 1, 2]);
    expect([...y.dataSync()].map((value) => Math.round(value * 1e5) / 1e5)).toEqual([0.6, 0.4]);
  });

  test('gives nothing to padding, for all pixels or each by itself', () => {
    const { attention } = wordAttention(pixel(), words(), eye(), { mask: tf.tensor2d([1, 1, 0], [1, 3]) });
    expect([...attention.dataSync()].map((value) => Math.round(value * 1e5) / 1e5)).toEqual([0.75, 0.25, 0]);
    const own = wordAttention(tf.zeros([1, 1, 2, 2]), words(), eye(), { mask: tf.tensor3d([1, 0, 0, 0, 1, 1], [1, 2, 3]) });
    expect([...own.attention.dataSync()]).toEqual([1, 0, 0, 0, 0.5, 0.5]);
  });

  test('has right derivatives to second order', async () => {
    const random = randomStream(5);
    const inputs = [random.normal([2, 2, 2, 3]), random.normal([2, 4, 2]), random.normal([2, 3])];
    const mask = tf.tensor2d([1, 1, 1, 0, 1, 1, 0, 0], [2, 4]);
    const f = (...[x, w, kernel]: Tensor[]): Tensor =>
      wordAttention(x as Tensor4D, w as Tensor3D, { kernel: kernel as tf.Tensor2D }, { mask }).y;
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves two tensors, and teaches', () => {
    const [x, captions, projection] = [pixel(), words(), eye()];
    const before = tf.memory().numTensors;
    tf.dispose({ ...wordAttention(x, captions, projection) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => wordAttention(x, tf.zeros([2, 3, 2]), projection)).toThrow(
      'wordAttention: each image needs a caption. Got 1 images, 2 captions.',
    );
    expect(() => wordAttention(x, captions, projection, { mask: tf.ones([1, 9]) })).toThrow('wordAttention: the mask must fit the scores');
    expect(() => wordAttention(x, captions, { kernel: tf.zeros([2, 3]) })).toThrow(
      'wordAttention: the projection must give the 2 channels of x. Got [2, 3].',
    );
    expect(() => wordAttention(x, tf.zeros([1, 3, 4]), projection)).toThrow('the kernel of projection must read 4 channels. Got [2, 2].');
  });
});
