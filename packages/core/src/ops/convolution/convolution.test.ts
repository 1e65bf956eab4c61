import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2dTranspose';
import { depthwiseConv2d } from './depthwiseConv2d';

type Shape4 = [number, number, number, number];
const random = randomStream(5);
const draw = (name: string, shape: Shape4): Tensor4D => random.split(name).normal(shape) as Tensor4D;

/** The definition, a multiplication at a time: `visit` gets each output position, tap and input position inside the image. */
function eachTap(
  [height, width]: [number, number],
  [rows, columns]: [number, number],
  { stride = 1, padding = 0, dilation = 1 },
  [outHeight, outWidth]: [number, number],
  visit: (i: number, j: number, a: number, b: number, y: number, x: number) => void,
): void {
  for (let i = 0; i < outHeight; i++)
    for (let j = 0; j < outWidth; j++)
      for (let a = 0; a < rows; a++)
        for (let b = 0; b < columns; b++) {
          const [y, x] = [i * stride + a * dilation - padding, j * stride + b * dilation - padding];
          if (y >= 0 && y < height && x >= 0 && x < width) visit(i, j, a, b, y, x);
        }
}

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(2e-5);
}

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('conv2d', () => {
  test.each([
    { size: [6, 5], kernel: [3, 3], options: { padding: 1 } },
    { size: [8, 7], kernel: [3, 3], options: { stride: 2, padding: 1 } },
    { size: [8, 8], kernel: [4, 4], options: { stride: 2, padding: 1 } },
    { size: [7, 6], kernel: [3, 2], options: { dilation: 2, padding: 2 } },
    { size: [9, 8], kernel: [5, 4], options: { stride: 3, padding: 2 } },
    { size: [9, 8], kernel: [3, 2], options: { stride: 2, dilation: 3, padding: 2 } },
    { size: [4, 4], kernel: [4, 4], options: {} },
    { size: [3, 3], kernel: [3, 3], options: { padding: 1 } },
  ] as const)('agrees with its definition: $size, $kernel, $options', ({ size, kernel: [rows, columns], options }) => {
    const x = draw('x', [2, ...size, 3]);
    const kernel = draw('kernel', [rows, columns, 3, 4]);
    const y = conv2d(x, kernel, options);
    const expected = tf.buffer(y.shape);
    eachTap([...size], [rows, columns], options, [y.shape[1], y.shape[2]], (i, j, a, b, row, column) => {
      for (let n = 0; n < 2; n++)
        for (let c = 0; c < 3; c++)
          for (let k = 0; k < 4; k++)
            expected.set(
              expected.get(n, i, j, k) + x.bufferSync().get(n, row, column, c) * kernel.bufferSync().get(a, b, c, k),
              n,
              i,
              j,
              k,
            );
    });
    expectClose(y, expected.toTensor());
  });

  test('same keeps the size and puts the odd zero last', () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 4, 1]);
    const y = conv2d(x, tf.ones([1, 2, 1, 1]), { padding: 'same', bias: tf.tensor1d([10]) });
    expect([...y.dataSync()]).toEqual([13, 15, 17, 14]);
  });

  test('teaches', () => {
    const x = tf.zeros<tf.Rank.R4>([1, 4, 4, 3]);
    expect(() => conv2d(x, tf.zeros([3, 3, 2, 5]))).toThrow(
      'conv2d: the kernel must read the channels of x. Got 3 channels, kernel [3, 3, 2, 5].',
    );
    expect(() => conv2d(x, tf.zeros([3, 3, 3, 5]), { stride: 2, dilation: 2 })).toThrow('kernel extent 5, padded size 4');
    expect(() => conv2d(x, tf.zeros([3, 3, 3, 5]), { bias: tf.zeros([4]) })).toThrow('each of the 5 channels');
    expect(() => conv2d(tf.zeros([4, 4, 3]) as unknown as Tensor4D, tf.zeros([3, 3, 3, 5]))).toThrow('x must have the axes [N, H, W, C]');
  });
});

describe('conv2dTranspose', () => {
  test.each([
    { size: [4, 3], kernel: [4, 4], options: { stride: 2, padding: 1 } },
    { size: [4, 4], kernel: [3, 3], options: { stride: 2, padding: 1, outputPadding: 1 } },
    { size: [3, 5], kernel: [5, 4], options: { stride: 3, padding: 2, outputPadding: 2 } },
    { size: [3, 3], kernel: [3, 3], options: {} },
    { size: [4, 4], kernel: [2, 2], options: { stride: 2, padding: 2 } },
    { size: [3, 3], kernel: [1, 1], options: { stride: 2, outputPadding: 1 } },
    { size: [1, 1], kernel: [4, 4], options: {} },
    { size: [1, 1], kernel: [4, 3], options: { stride: 2, outputPadding: 1 } },
  ] as const)('agrees with its definition: $size, $kernel, $options', ({ size, kernel: [rows, columns], options }) => {
    const x = draw('x', [2, ...size, 3]);
    const kernel = draw('kernel', [rows, columns, 2, 3]);
    const y = conv2dTranspose(x, kernel, options);
    const expected = tf.buffer(y.shape);
    eachTap([y.shape[1], y.shape[2]], [rows, columns], options, [...size], (i, j, a, b, row, column) => {
      for (let n = 0; n < 2; n++)
        for (let c = 0; c < 3; c++)
          for (let k = 0; k < 2; k++)
            expected.set(
              expected.get(n, row, column, k) + x.bufferSync().get(n, i, j, c) * kernel.bufferSync().get(a, b, k, c),
              n,
              row,
              column,
              k,
            );
    });
    expectClose(y, expected.toTensor());
  });

  test('adds the bias and teaches', () => {
    const x = tf.zeros<tf.Rank.R4>([1, 2, 2, 3]);
    expect([...conv2dTranspose(x, tf.zeros([2, 2, 1, 3]), { bias: tf.tensor1d([4]) }).dataSync()]).toEqual(Array(9).fill(4));
    expect(() => conv2dTranspose(x, tf.zeros([2, 2, 3, 1]))).toThrow(
      'the kernel [kh, kw, out, in] must read the channels of x. Got 3 channels',
    );
  });
});

describe('depthwiseConv2d', () => {
  test.each([
    { size: [5, 6], options: { padding: 1 } },
    { size: [5, 6], options: { stride: 2, padding: 1 } },
    { size: [7, 7], options: { dilation: 2 } },
    { size: [7, 8], options: { stride: 2, dilation: 2, padding: 2 } },
  ] as const)('agrees with its definition: $size, $options', ({ size, options }) => {
    const x = draw('x', [2, ...size, 3]);
    const kernel = draw('kernel', [3, 3, 3, 2]);
    const y = depthwiseConv2d(x, kernel, options);
    const expected = tf.buffer(y.shape);
    eachTap([...size], [3, 3], options, [y.shape[1], y.shape[2]], (i, j, a, b, row, column) => {
      for (let n = 0; n < 2; n++)
        for (let c = 0; c < 3; c++)
          for (let m = 0; m < 2; m++) {
            const k = c * 2 + m;
            expected.set(
              expected.get(n, i, j, k) + x.bufferSync().get(n, row, column, c) * kernel.bufferSync().get(a, b, c, m),
              n,
              i,
              j,
              k,
            );
          }
    });
    expectClose(y, expected.toTensor());
  });

  test('teaches', () => {
    expect(() => depthwiseConv2d(tf.zeros([1, 4, 4, 3]), tf.zeros([3, 3, 1, 3]))).toThrow('one slice for each channel of x');
  });
});

describe('derivatives, on the oracle backend', () => {
  beforeAll(() => tf.setBackend('cpu'));

  const cases: readonly {
    name: string;
    f: (x: Tensor4D, kernel: Tensor4D, bias: Tensor1D) => Tensor;
    x: Shape4;
    kernel: Shape4;
    channels: number;
  }[] = [
    {
      name: 'conv2d',
      f: (x, kernel, bias) => conv2d(x, kernel, { stride: 2, padding: 1, bias }),
      x: [1, 5, 4, 2],
      kernel: [3, 3, 2, 2],
      channels: 2,
    },
    {
      name: 'conv2d, strided and dilated, in groups',
      f: (x, kernel, bias) => conv2d(x, kernel, { stride: 2, dilation: [2, 1], padding: 1, groups: 2, bias }),
      x: [1, 5, 4, 2],
      kernel: [2, 2, 1, 4],
      channels: 4,
    },
    {
      name: 'conv2d over the whole image',
      f: (x, kernel, bias) => conv2d(x, kernel, { bias }),
      x: [2, 3, 2, 2],
      kernel: [3, 2, 2, 2],
      channels: 2,
    },
    {
      name: 'conv2dTranspose',
      f: (x, kernel, bias) => conv2dTranspose(x, kernel, { stride: 2, padding: 1, outputPadding: 1, bias }),
      x: [1, 3, 2, 2],
      kernel: [3, 3, 2, 2],
      channels: 2,
    },
    {
      name: 'conv2dTranspose of a pixel',
      f: (x, kernel, bias) => conv2dTranspose(x, kernel, { bias }),
      x: [2, 1, 1, 3],
      kernel: [2, 2, 2, 3],
      channels: 2,
    },
    {
      name: 'depthwiseConv2d',
      f: (x, kernel, bias) => depthwiseConv2d(x, kernel, { dilation: 2, padding: 1, bias }),
      x: [1, 5, 4, 2],
      kernel: [2, 2, 2, 2],
      channels: 4,
    },
    {
      name: 'depthwiseConv2d, strided and dilated',
      f: (x, kernel, bias) => depthwiseConv2d(x, kernel, { stride: 2, dilation: 2, padding: 1, bias }),
      x: [1, 5, 4, 2],
      kernel: [2, 2, 2, 1],
      channels: 2,
    },
  ];

  test.each(cases)('$name, first and second order', async ({ f, x, kernel, channels }) => {
    const inputs = [draw('x', x), draw('kernel', kernel), random.split('bias').normal([channels])];
    const through = (...[image, weights, bias]: Tensor[]): Tensor => tf.tanh(f(image as Tensor4D, weights as Tensor4D, bias as Tensor1D));
    for (const { error } of await checkDerivatives({ f: through, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });
});
