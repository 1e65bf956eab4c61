import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { identity, type Matrix, product, rotation2d, scaling2d, translation2d } from '../matrix';
import { gridSample, reflectionPad, upfirdn2d } from '../../ops/index';
import { geometryPlan, transformGeometry } from './index';
import { sym6 } from './wavelets';

const distance = (a: Tensor, b: Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? NaN;
const drawn = (...shape: number[]): Tensor4D => randomStream(1).uniform(shape, { low: -1 }) as Tensor4D;
/** A picture with no detail finer than some pixels. */
const smooth = (size: number): Tensor4D => {
  const waves = Array.from({ length: size * size }, (_, k) => Math.sin((k % size) / 5) + Math.cos(Math.floor(k / size) / 4));
  return tf.tensor4d(waves, [1, size, size, 1]);
};

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('transformGeometry', () => {
  test('by the identity gives back even noise, since the filters reconstruct perfectly', () => {
    const x = drawn(2, 16, 13, 3);
    expect(distance(transformGeometry(x, [identity(3), identity(3)]), x)).toBeLessThan(2e-5);
  });

  test('moves even noise by whole pixels without loss', () => {
    const x = drawn(1, 12, 12, 2);
    const moved = transformGeometry(x, [translation2d(2, -3)]);
    const inside = (image: Tensor4D, top: number, left: number): Tensor => tf.slice(image, [0, top, left, 0], [1, 9, 10, 2]);
    expect(distance(inside(moved, 3, 0), inside(x, 0, 2))).toBeLessThan(2e-5);
  });

  test('mirrors and turns by quarters, but for the finest detail, since the wavelet is not quite symmetric', () => {
    const x = smooth(24);
    const turned = tf.reverse(tf.transpose(x, [0, 2, 1, 3]), 2);
    expect(distance(transformGeometry(x, [scaling2d(-1, 1)]), tf.reverse(x, 2))).toBeLessThan(0.05);
    expect(distance(transformGeometry(x, [scaling2d(-1, -1)]), tf.reverse(x, [1, 2]))).toBeLessThan(0.05);
    expect(distance(transformGeometry(x, [[[0, 1, 0], [-1, 0, 0], [0, 0, 1]]]), turned)).toBeLessThan(0.05); // prettier-ignore
  });

  test('continues an image by its mirror image', () => {
    const x = drawn(1, 8, 8, 1);
    const moved = transformGeometry(x, [translation2d(3, 0)]);
    const column = (image: Tensor4D, at: number): Tensor => tf.slice(image, [0, 0, at, 0], [1, 8, 1, 1]);
    expect(distance(column(moved, 7), column(x, 4))).toBeLessThan(2e-5);
  });

  test('flipped twice, or turned there and back, is the image again', () => {
    const x = smooth(32);
    const twice = (first: Matrix, second: Matrix): Tensor4D => transformGeometry(transformGeometry(x, [first]), [second]);
    const middle = (image: Tensor4D): Tensor => tf.slice(image, [0, 10, 10, 0], [1, 12, 12, 1]);
    expect(distance(twice(scaling2d(-1, 1), scaling2d(-1, 1)), x)).toBeLessThan(0.01);
    expect(distance(middle(twice(rotation2d(0.4), rotation2d(-0.4))), middle(x))).toBeLessThan(0.02);
  });

  test('keeps a plain image plain, whatever is done to it', () => {
    const inverse = product(rotation2d(0.7), scaling2d(0.8, 1.1), translation2d(1.3, -2.2));
    expect(distance(transformGeometry(tf.ones([1, 16, 16, 1]), [inverse]), tf.ones([1, 16, 16, 1]))).toBeLessThan(1e-2);
  });

  test('is what padding, upsampling, sampling and downsampling give', () => {
    const [x, inverse] = [drawn(1, 9, 14, 2), product(rotation2d(0.7), scaling2d(0.8, 1.1), translation2d(1.3, -2.2))];
    const lowPass = sym6.map((tap) => tap / Math.SQRT2);
    const { padding, theta } = geometryPlan([inverse], { height: 9, width: 14 });
    const padded = reflectionPad(x, [[padding.top, padding.bottom], [padding.left, padding.right]]); // prettier-ignore
    const fine = upfirdn2d(padded, lowPass, { up: 2, padding: [[6, 5], [6, 5]], gain: 4 }); // prettier-ignore
    const places = Array.from({ length: 30 * 40 }, (_, k) => [(2 * (k % 40) + 1) / 40 - 1, (2 * Math.floor(k / 40) + 1) / 30 - 1, 1]);
    const grid = tf.matMul(tf.tensor2d(places), tf.tensor2d((theta[0] ?? []).map((row) => [...row])), false, true);
    const read = gridSample(fine, tf.reshape(grid, [1, 30, 40, 2]));
    expect(distance(transformGeometry(x, [inverse]), upfirdn2d(read, lowPass, { down: 2, padding: -1, flipFilter: true }))).toBeLessThan(
      2e-5,
    );
  });

  test('has right derivatives to second order', async () => {
    const inverse = product(rotation2d(0.3), translation2d(0.4, -0.3));
    const f = (x: Tensor): Tensor => tf.tanh(transformGeometry(x as Tensor4D, [inverse]));
    for (const { error } of await checkDerivatives({ f, inputs: [drawn(1, 4, 5, 1)], order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves one tensor', () => {
    const x = drawn(1, 8, 8, 1);
    const before = tf.memory().numTensors;
    transformGeometry(x, [rotation2d(1)]).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const x = drawn(2, 8, 8, 1);
    expect(() => transformGeometry(x, [identity(3)])).toThrow('transformGeometry: inverses must be one for each of the 2 images. Got 1.');
    expect(() => transformGeometry(x, [identity(3), identity(4)])).toThrow(
      'inverses must be 3 x 3 matrices of finite numbers. Got [[1,0,0,0]',
    );
    expect(() => transformGeometry(x, [identity(3), scaling2d(NaN, 1)])).toThrow('Got [[NaN,0,0]');
    expect(() => transformGeometry(x, [identity(3), identity(3)], { filter: [1, 2, 1] })).toThrow(
      'transformGeometry: filter must have an even number of taps that do not add up to 0. Got [1, 2, 1].',
    );
  });
});

describe('geometryPlan', () => {
  const size = { height: 16, width: 20 };

  test('pads what the filter needs, and what lies beyond the corners', () => {
    expect(geometryPlan([identity(3)], size).padding).toEqual({ left: 6, right: 6, top: 6, bottom: 6 });
    expect(geometryPlan([identity(3), translation2d(2.5, -1)], size).padding).toEqual({ left: 6, right: 9, top: 7, bottom: 6 });
  });

  test('pads by no more than the mirror image has, and by nothing where a small part is looked at', () => {
    expect(geometryPlan([scaling2d(9, 9)], size).padding).toEqual({ left: 19, right: 19, top: 15, bottom: 15 });
    expect(geometryPlan([scaling2d(0.1, 0.1)], size).padding).toEqual({ left: 0, right: 0, top: 0, bottom: 0 });
  });

  test('of the identity scales the result with its margin of 3 pixels to the image with its padding of 6', () => {
    const [theta]: readonly (Matrix | undefined)[] = geometryPlan([identity(3)], size).theta;
    const expected = [[26 / 32, 0, 0], [0, 22 / 28, 0]]; // prettier-ignore
    theta?.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(expected[i]?.[j] ?? NaN, 12)));
  });
});
