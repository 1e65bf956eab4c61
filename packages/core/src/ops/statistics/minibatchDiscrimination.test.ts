import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { minibatchDiscrimination } from './minibatchDiscrimination';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('minibatchDiscrimination', () => {
  const x = (): Tensor2D => tf.tensor2d([0, 1, 3], [3, 1]);

  test('appends Σ exp(-distance), over the others and itself', () => {
    const y = [...minibatchDiscrimination(x(), tf.tensor3d([[[1, 1]]])).dataSync()];
    const close = (distance: number): number => Math.exp(-2 * distance);
    const expected = [0, 1 + close(1) + close(3), 1, 1 + close(1) + close(2), 3, 1 + close(3) + close(2)];
    y.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 6));
  });

  test('has a feature for each of the B kernels', () => {
    const y = minibatchDiscrimination(x(), tf.tensor3d([[[0], [1]]]), { countsSelf: false });
    expect(y.shape).toEqual([3, 3]);
    const others = tf.slice(y, [0, 1], [1, 2]).dataSync();
    expect(others[0]).toBe(2);
    expect(others[1]).toBeCloseTo(Math.exp(-1) + Math.exp(-3), 6);
  });

  test('leaves one tensor, and teaches', () => {
    const [input, kernel] = [x(), tf.ones<tf.Rank.R3>([1, 2, 3])];
    const before = tf.memory().numTensors;
    minibatchDiscrimination(input, kernel).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => minibatchDiscrimination(input, tf.ones([2, 2, 3]))).toThrow(
      'minibatchDiscrimination: the kernel [A, B, C] must read the 1 numbers of a sample. Got [2, 2, 3].',
    );
    expect(() => minibatchDiscrimination(tf.ones([2]) as unknown as Tensor2D, kernel)).toThrow('x must have the axes [N, A]');
  });
});
