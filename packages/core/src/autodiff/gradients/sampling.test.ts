import { beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { randomStream } from '../../random/index';
import { installGradients } from '../installGradients';

beforeEach(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const numbers = (x: Tensor): number[] => Array.from(x.dataSync());
const photos = (shape: number[]): Tensor4D => randomStream(3).uniform(shape) as Tensor4D;
const crop = (
  image: Tensor,
  boxes: Tensor,
  images: number[],
  size: [number, number],
  method: 'bilinear' | 'nearest' = 'bilinear',
): Tensor => tf.image.cropAndResize(image as Tensor4D, boxes as Tensor2D, tf.tensor1d(images, 'int32'), size, method);

describe('cropAndResize', () => {
  test('the whole image, cropped to its own size, passes derivatives on as they are', () => {
    const image = photos([2, 4, 3, 2]);
    const weights = photos([2, 4, 3, 2]);
    const whole = tf.tensor2d([[0, 0, 1, 1], [0, 0, 1, 1]]); // prettier-ignore
    const dx = tf.grad((x: Tensor) => tf.mul(crop(x, whole, [0, 1], [4, 3]), weights))(image);
    numbers(dx).forEach((value, i) => expect(value).toBeCloseTo(numbers(weights)[i]!, 6));
  });

  test('of a ramp each side of a box moves the pixels in proportion', () => {
    const ramp = tf.tensor4d([0, 1, 2, 3, 4], [1, 1, 5, 1]);
    const [, boxes] = tf.grads((x: Tensor, at: Tensor) => crop(x, at, [0], [1, 3]))([ramp, tf.tensor2d([[0, 0.1, 1, 0.9]])]);
    expect(numbers(boxes!).map((value) => +value.toFixed(5))).toEqual([0, 6, 0, 6]); // 4 · (1 + ½ + 0)
  });

  test('nearest knows no derivative by the boxes', () => {
    const boxes = tf.tensor2d([[0.1, 0.1, 0.8, 0.7]]);
    expect(numbers(tf.grad((at: Tensor) => crop(photos([1, 4, 3, 2]), at, [0], [2, 2], 'nearest'))(boxes))).toEqual([0, 0, 0, 0]);
  });
});

describe('transform', () => {
  const shift = (dx: number): number[] => [1, 0, dx, 0, 1, 0, 0, 0];

  test.each(['bilinear', 'nearest'] as const)('%s: each image of a batch by its own transform', async (interpolation) => {
    await tf.setBackend('wasm'); // that of cpu leaves all images but the first undone
    const image = photos([2, 3, 4, 1]);
    const transforms = tf.tensor2d([shift(0.4), shift(-1.2)]);
    const slope = (x: Tensor, by: Tensor): Tensor =>
      tf.grad((t: Tensor) => tf.square(tf.image.transform(t as Tensor4D, by as Tensor2D, interpolation)))(x);
    const each = [0, 1].map((i) => slope(tf.slice(image, i, 1), tf.slice(transforms, i, 1)));
    numbers(slope(image, transforms)).forEach((value, i) => expect(value).toBeCloseTo(numbers(tf.concat(each))[i]!, 6));
  });

  test('nearest knows no derivative by the transforms', () => {
    const transforms = tf.tensor2d([shift(0.3)]);
    const gradient = tf.grad((by: Tensor) => tf.image.transform(photos([1, 3, 4, 1]), by as Tensor2D, 'nearest'))(transforms);
    expect(numbers(gradient)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('pixels at infinity have the fill value and no derivative', () => {
    const atInfinity = tf.tensor2d([[1, 0, 0, 0, 1, 0, -1, 0]]); // 1 - x is 0 for the second column
    const gradient = tf.grad((by: Tensor) => tf.image.transform(photos([1, 2, 2, 1]), by as Tensor2D, 'bilinear'))(atInfinity);
    expect(numbers(gradient).every(Number.isFinite)).toBe(true);
  });
});

test.each(['cpu', 'wasm'])('rotateWithOffset is transposed as it was rounded on %s, at ties too', async (backend) => {
  await tf.setBackend(backend);
  const [image, other] = [photos([2, 5, 6, 1]), photos([2, 5, 6, 1])];
  const rotate = (x: Tensor): Tensor => tf.image.rotateWithOffset(x as Tensor4D, Math.PI / 2);
  const pulled = tf.grad((x: Tensor) => tf.mul(rotate(x), other))(image);
  const [there, back] = [tf.sum(tf.mul(rotate(image), other)), tf.sum(tf.mul(image, pulled))].map((x) => numbers(x)[0]!);
  expect(there).toBeCloseTo(back!, 4);
});

test('a threshold is constant, that of Otsu included', () => {
  const x = tf.tensor3d([20, 30, 200, 210], [2, 2, 1]);
  const gradient = tf.grad((t: Tensor) => tf.add(t, tf.image.threshold(t as Tensor3D, 'otsu')))(x);
  expect(numbers(gradient)).toEqual([1, 1, 1, 1]);
});
