import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { pixelShuffle, type PixelOrder } from './pixelShuffle';
import { pixelUnshuffle } from './pixelUnshuffle';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const image = (shape: [number, number, number, number]): Tensor4D => tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('pixelShuffle', () => {
  test('spreads the channels of a pixel over a block', () => {
    expect(numbers(pixelShuffle(image([1, 1, 1, 4])))).toEqual([0, 1, 2, 3]);
    // Channels (c, dy, dx): colour 0 has 0 1 2 3, colour 1 has 4 5 6 7.
    expect(numbers(pixelShuffle(image([1, 1, 1, 8])))).toEqual([0, 4, 1, 5, 2, 6, 3, 7]);
    expect(numbers(pixelShuffle(image([1, 1, 1, 8]), { order: 'channelLast' }))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(numbers(pixelShuffle(image([1, 1, 2, 4])))).toEqual([0, 1, 4, 5, 2, 3, 6, 7]);
  });

  test('agrees with depthToSpace in its order', () => {
    const x = randomStream(1).normal([2, 3, 2, 18]) as Tensor4D;
    expect(numbers(pixelShuffle(x, { factor: 3, order: 'channelLast' }))).toEqual(numbers(tf.depthToSpace(x, 3, 'NHWC')));
  });

  test.each<PixelOrder>(['channelFirst', 'channelLast'])('is undone by pixelUnshuffle, %s', (order) => {
    const x = randomStream(2).normal([2, 4, 6, 8]) as Tensor4D;
    const there = pixelUnshuffle(x, { factor: 2, order });
    expect(there.shape).toEqual([2, 2, 3, 32]);
    expect(numbers(pixelShuffle(there, { factor: 2, order }))).toEqual(numbers(x));
  });

  test('leaves one tensor', () => {
    const x = image([1, 2, 2, 4]);
    const before = tf.memory().numTensors;
    tf.dispose([pixelShuffle(x), pixelShuffle(x, { factor: 1 }), pixelUnshuffle(x), pixelUnshuffle(x, { order: 'channelLast' })]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const x = image([1, 3, 2, 6]);
    expect(() => pixelShuffle(x)).toThrow('pixelShuffle: the channels must be a multiple of 4, the square of the factor. Got 6.');
    expect(() => pixelUnshuffle(x)).toThrow('pixelUnshuffle: height and width must be multiples of the factor 2. Got 3 x 2.');
    expect(() => pixelShuffle(x, { factor: 1.5 })).toThrow('pixelShuffle: factor must be an integer >= 1. Got 1.5.');
    expect(() => pixelUnshuffle(x, { order: 'other' as PixelOrder })).toThrow(
      "order must be 'channelFirst' or 'channelLast'. Got \"other\".",
    );
  });
});
