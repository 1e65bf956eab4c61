import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addNoise, adjustBrightness, adjustContrast, adjustSaturation } from './index';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
/** Two images of 1 x 2 pixels and two channels. */
const pair = (): Tensor4D => tf.tensor4d([1, 3, 5, 7, 1, 3, 5, 7], [2, 1, 2, 2]);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('adjustBrightness', () => {
  test('adds its amount to each image', () => {
    expect(numbers(adjustBrightness(pair(), [0.5, -1]))).toEqual([1.5, 3.5, 5.5, 7.5, 0, 2, 4, 6]);
  });
});

describe('adjustSaturation', () => {
  test('moves the channels of a pixel from their mean', () => {
    expect(numbers(adjustSaturation(pair(), [2, 0]))).toEqual([0, 4, 4, 8, 2, 2, 6, 6]);
  });

  test('leaves a gray image as it is', () => {
    const gray = tf.tensor4d([1, 2, 3], [1, 1, 3, 1]);
    expect(numbers(adjustSaturation(gray, [0]))).toEqual([1, 2, 3]);
  });
});

describe('adjustContrast', () => {
  test('moves all values from the mean of the image', () => {
    expect(numbers(adjustContrast(pair(), tf.tensor1d([2, 0.5])))).toEqual([-2, 2, 6, 10, 2.5, 3.5, 4.5, 5.5]);
  });
});

describe('addNoise', () => {
  test('adds noise of the strength of each image', () => {
    const noise = tf.tensor4d([1, -1, 0, 2, 1, -1, 0, 2], [2, 1, 2, 2]);
    expect(numbers(addNoise(pair(), noise, [0, 0.5]))).toEqual([1, 3, 5, 7, 1.5, 2.5, 5, 8]);
  });

  test('teaches', () => {
    expect(() => addNoise(pair(), tf.zeros([2, 1, 2]), [1, 1])).toThrow(
      'addNoise: noise must have the shape of the images, [2, 1, 2, 2]. Got [2, 1, 2].',
    );
  });
});

test('all leave one tensor and teach', () => {
  for (const [name, step] of Object.entries({ adjustBrightness, adjustSaturation, adjustContrast })) {
    const [x, factors] = [pair(), tf.tensor1d([1, 2], 'int32')];
    const before = tf.memory().numTensors;
    step(x, factors).dispose();
    step(x, [1, 2]).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => step(x, [1])).toThrow(new RegExp(`^${name}: .* one number for each of the 2 images. Got the shape \\[1\\].`));
    expect(() => step(x, tf.ones([2, 2]) as unknown as tf.Tensor1D)).toThrow('Got the shape [2, 2].');
    expect(() => step(tf.ones([2, 2]) as unknown as Tensor4D, [1, 1])).toThrow(`${name}: images must have the axes [N, H, W, C].`);
  }
});
