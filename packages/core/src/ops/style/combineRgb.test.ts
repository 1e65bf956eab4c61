import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { combineRgb } from './combineRgb';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('combineRgb', () => {
  const features = (): Tensor4D => tf.tensor4d([5], [1, 1, 1, 1]);
  const rgb = (): Tensor4D => tf.tensor4d([1, 2, 3], [1, 1, 1, 3]);

  test('puts the image before the features, behind or before a convolution', () => {
    expect([...combineRgb(features(), rgb()).dataSync()]).toEqual([1, 2, 3, 5]);
    const own = combineRgb(features(), rgb(), { form: 'linearConcat', kernel: tf.ones([1, 1, 3, 1]), bias: tf.tensor1d([10]) });
    expect([...own.dataSync()]).toEqual([16, 5]);
    const both = combineRgb(features(), rgb(), { form: 'concatLinear', kernel: tf.ones([1, 1, 4, 2]) });
    expect([...both.dataSync()]).toEqual([11, 11]);
  });

  test('leaves one tensor, and teaches', () => {
    const [image, small, kernel] = [rgb(), features(), tf.ones<tf.Rank.R4>([1, 1, 4, 2])];
    const before = tf.memory().numTensors;
    combineRgb(small, image, { form: 'concatLinear', kernel }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => combineRgb(image, image, { form: 'sum' } as unknown as { form: 'simple' })).toThrow("'concatLinear'. Got 'sum'.");
    expect(() => combineRgb(image, image, { form: 'linearConcat' } as unknown as { form: 'simple' })).toThrow(
      'must have a kernel. Got none.',
    );
    expect(() => combineRgb(tf.ones([1, 2, 2, 1]), image)).toThrow(
      'combineRgb: features and rgb must have the same batch and resolution. Got [1, 2, 2, 1] and [1, 1, 1, 3].',
    );
  });
});
