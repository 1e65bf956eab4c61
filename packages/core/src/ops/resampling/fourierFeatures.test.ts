import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { fourierFeatures } from './fourierFeatures';
import { rotationTranslation } from './rotationTranslation';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const near = (actual: number[], expected: number[]): void => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 5));
};
const identity = (): Tensor3D => rotationTranslation(tf.tensor2d([[1, 0, 0, 0]]));

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('rotationTranslation', () => {
  test('shifts, then turns, by directions of any length', () => {
    near(numbers(rotationTranslation(tf.tensor2d([[0, 2, 6, 8]]))), [0, -1, 4, 1, 0, -3, 0, 0, 1]);
    near(numbers(identity()), [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test('teaches', () => {
    expect(() => rotationTranslation(tf.zeros([1, 3]))).toThrow(
      'rotationTranslation: parameters must be (cos, sin, x, y). Got the shape [1, 3].',
    );
  });
});

describe('fourierFeatures', () => {
  const options = { size: [1, 4], samplingRate: 4, bandwidth: 1 } as const;

  test('are waves over the pixels', () => {
    const { features, amplitudes } = fourierFeatures(tf.tensor2d([[1, 0]]), tf.tensor1d([0.125]), identity(), options);
    near(numbers(amplitudes), [1]);
    expect(features.shape).toEqual([1, 1, 4, 1]);
    near(
      numbers(features),
      [-1, 0, 1, 0].map((_, i) => Math.sin(2 * Math.PI * ((i - 1.5) / 4 + 0.125))),
    );
  });

  test('fade between the bandwidth and half the sampling rate', () => {
    const frequencies = tf.tensor2d([[0.5, 0], [0, 1.25], [1.5, 0], [0, 3]]); // prettier-ignore
    near(numbers(fourierFeatures(frequencies, tf.zeros([4]), identity(), options).amplitudes), [1, 0.75, 0.5, 0]);
  });

  test('follow the transform of each sample', () => {
    const frequencies: Tensor2D = tf.tensor2d([[1, 0]]);
    const transforms = rotationTranslation(tf.tensor2d([[1, 0, 0.25, 0], [0, -1, 0, 0]])); // prettier-ignore
    const { features } = fourierFeatures(frequencies, tf.zeros([1]), transforms, options);
    const shifted = [0, 1, 2, 3].map((i) => Math.sin(2 * Math.PI * ((i - 1.5) / 4 - 0.25)));
    near(numbers(features), [...shifted, 0, 0, 0, 0]);
  });

  test('have a derivative at frequency 0', () => {
    installGradients();
    const loss = (frequencies: Tensor): Tensor =>
      tf.sum(fourierFeatures(frequencies as Tensor2D, tf.zeros([1]), identity(), options).features);
    expect(numbers(tf.grad(loss)(tf.zeros([1, 2]))).every(Number.isFinite)).toBe(true);
  });

  test('leave two tensors', () => {
    const [frequencies, phases, transforms] = [tf.tensor2d([[1, 0]]), tf.tensor1d([0]), identity()];
    const before = tf.memory().numTensors;
    tf.dispose({ ...fourierFeatures(frequencies, phases, transforms, options) });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teach', () => {
    const [frequencies, phases] = [tf.tensor2d([[1, 0]]), tf.tensor1d([0])];
    expect(() => fourierFeatures(frequencies, phases, identity(), { ...options, bandwidth: 2 })).toThrow(
      'fourierFeatures: bandwidth must be below half the samplingRate. Got bandwidth 2, samplingRate 4.',
    );
    expect(() => fourierFeatures(frequencies, tf.zeros([2]), identity(), options)).toThrow('fourierFeatures: phases must hold one number');
    expect(() => fourierFeatures(frequencies, phases, tf.zeros([1, 2, 3]), options)).toThrow(
      'transforms [N, 3, 3]. Got [1, 2] and [1, 2, 3].',
    );
    expect(() => fourierFeatures(frequencies, phases, identity(), { ...options, size: [0, 4] })).toThrow('size must be an integer >= 1');
  });
});
