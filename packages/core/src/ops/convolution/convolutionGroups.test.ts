import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2dTranspose';

const random = randomStream(11);
const draw = (name: string, shape: [number, number, number, number]): Tensor4D => random.split(name).normal(shape) as Tensor4D;
const numbers = (x: Tensor): number[] => [...x.dataSync()];

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(2e-5);
}

/** The dense kernel that does what the grouped one does: zeros between a group's outputs and the other groups' channels. */
function blockDiagonal(kernel: Tensor4D, groups: number): Tensor4D {
  const [rows, columns, channels, outputs] = kernel.shape;
  const dense = tf.buffer([rows, columns, channels * groups, outputs]);
  const stored = kernel.bufferSync();
  for (let a = 0; a < rows; a++)
    for (let b = 0; b < columns; b++)
      for (let c = 0; c < channels; c++)
        for (let k = 0; k < outputs; k++) dense.set(stored.get(a, b, c, k), a, b, Math.floor((k * groups) / outputs) * channels + c, k);
  return dense.toTensor() as Tensor4D;
}

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('conv2d in groups', () => {
  test('1x1 by hand: each output reads its own half of the channels', () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 1, 4]);
    const kernel = tf.tensor4d([1, 10, 100, 1000], [1, 1, 2, 2]); // outputs: c0 + 100 c1, 10 c2 + 1000 c3
    expect(numbers(conv2d(x, kernel, { groups: 2, bias: tf.tensor1d([0.5, 0]) }))).toEqual([201.5, 4030]);
  });

  test.each([
    { groups: 2, channels: 4, outputs: 6, options: { stride: 2, padding: 1 } },
    { groups: 3, channels: 6, outputs: 3, options: { dilation: 2, padding: 2 } },
    { groups: 4, channels: 4, outputs: 8, options: { padding: 1 } },
    { groups: 2, channels: 4, outputs: 4, options: {} },
  ])('is a block-diagonal kernel: $groups groups, $options', ({ groups, channels, outputs, options }) => {
    const x = draw('x', [2, 5, 5, channels]);
    const kernel = draw('kernel', [3, 3, channels / groups, outputs]);
    expectClose(conv2d(x, kernel, { ...options, groups }), conv2d(x, blockDiagonal(kernel, groups), options));
  });

  test('leaves one tensor, and teaches', () => {
    const [x, kernel] = [draw('x', [1, 4, 4, 4]), draw('kernel', [3, 3, 2, 4])];
    const before = tf.memory().numTensors;
    conv2d(x, kernel, { groups: 2 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => conv2d(x, kernel, { groups: 3 })).toThrow(
      'conv2d: groups must divide the input and the output channels. Got groups 3, channels 4 and 4.',
    );
    expect(() => conv2d(x, kernel, { groups: 4 })).toThrow('Got 4 channels in 4 groups, kernel [3, 3, 2, 4].');
  });
});

describe('conv2dTranspose in groups and dilated', () => {
  test.each([
    { groups: 2, size: 9, options: { stride: 2, padding: 1 } },
    { groups: 1, size: 9, options: { dilation: 2, padding: 1 } },
    { groups: 2, size: 7, options: { dilation: [2, 1], padding: 1 } },
  ] as const)('is the adjoint of conv2d: $groups groups, $options', ({ groups, size, options }) => {
    const [image, kernel] = [draw('image', [2, size, size, 4]), draw('kernel', [3, 3, 4 / groups, 6])];
    const y = conv2d(image, kernel, { ...options, groups });
    const cotangent = draw('cotangent', [...y.shape]);
    const spread = conv2dTranspose(cotangent, kernel, { ...options, groups });
    expect(spread.shape).toEqual(image.shape);
    const [onY, onImage] = [tf.sum(tf.mul(y, cotangent)), tf.sum(tf.mul(image, spread))].map((total) => numbers(total)[0] ?? NaN);
    expect(onImage).toBeCloseTo(onY ?? NaN, 3);
  });

  test('stride and dilation at once: the taps of both pixels', () => {
    const y = conv2dTranspose(tf.tensor4d([1, 10], [1, 1, 2, 1]), tf.tensor4d([1, 2], [1, 2, 1, 1]), { stride: 3, dilation: 2 });
    expect(numbers(y)).toEqual([1, 0, 2, 10, 0, 20]);
  });

  test('of one pixel', () => {
    const y = conv2dTranspose(tf.tensor4d([1, 10], [1, 1, 1, 2]), tf.tensor4d([1, 2, 3, 4], [1, 2, 1, 2]), { groups: 2, dilation: 2 });
    expect(numbers(y)).toEqual([1, 20, 0, 0, 3, 40]);
  });

  test('teaches', () => {
    expect(() => conv2dTranspose(draw('x', [1, 2, 2, 3]), draw('kernel', [2, 2, 1, 3]), { groups: 2 })).toThrow(
      'conv2dTranspose: groups must divide the input and the output channels. Got groups 2, channels 3 and 2.',
    );
  });
});

describe('derivatives, on the oracle backend', () => {
  beforeAll(() => tf.setBackend('cpu'));

  test.each([
    { name: 'conv2d', f: (x: Tensor4D, kernel: Tensor4D) => conv2d(x, kernel, { groups: 2, dilation: 2, padding: 1 }) },
    {
      name: 'conv2dTranspose',
      f: (x: Tensor4D, kernel: Tensor4D) => conv2dTranspose(x, kernel, { groups: 2, dilation: 2, stride: 2, padding: 1 }),
    },
  ])('$name, first and second order', async ({ f }) => {
    const inputs = [draw('image', [1, 3, 3, 4]), draw('kernel', [2, 2, 2, 4])];
    const through = (...[x, kernel]: Tensor[]): Tensor => tf.tanh(f(x as Tensor4D, kernel as Tensor4D));
    for (const { error } of await checkDerivatives({ f: through, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });
});
