import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

const as4 = (x: Tensor): Tensor4D => x as Tensor4D;
const ones = (...shape: [number, number, number, number]): Tensor4D => tf.ones(shape);

describe.each(['ceil', 'round', 'floor'] as const)('dimRoundingMode %s', (rounding) => {
  test.each([
    ['conv2d', [3, 3, 3, 2], (x: Tensor, w: Tensor) => tf.conv2d(as4(x), as4(w), 2, 1, 'NHWC', 1, rounding)],
    ['depthwiseConv2d', [3, 3, 3, 2], (x: Tensor, w: Tensor) => tf.depthwiseConv2d(as4(x), as4(w), 2, 1, 'NHWC', 1, rounding)],
    ['maxPool', [1], (x: Tensor) => tf.maxPool(as4(x), 3, 2, 1, rounding)],
    ['avgPool', [1], (x: Tensor) => tf.avgPool(as4(x), 3, 2, 1, rounding)],
    [
      'fused.conv2d',
      [3, 3, 3, 2],
      (x: Tensor, w: Tensor) =>
        tf.fused.conv2d({
          x: as4(x),
          filter: as4(w),
          strides: 2,
          pad: 1,
          dimRoundingMode: rounding,
          bias: tf.tensor1d([0.5, -0.5]),
          activation: 'relu',
        }),
    ],
  ] as [string, number[], (x: Tensor, w: Tensor) => Tensor][])('%s is that of cpu', async (_, filter, run) => {
    await expectSame([numbers([2, 6, 8, 3], 1), numbers(filter, 2)], (x, w) => tf.tidy(() => run(x, w)));
  });
});

describe('channels first', () => {
  const explicit = [
    [0, 0],
    [0, 0],
    [1, 2],
    [0, 1],
  ] as [[number, number], [number, number], [number, number], [number, number]];

  test.each(['same', 'valid', 1, explicit] as const)('conv2d with the padding %j', async (pad) => {
    await expectSame([numbers([2, 3, 6, 7], 3), numbers([3, 3, 3, 4], 4)], (x, w) => tf.conv2d(as4(x), as4(w), 1, pad, 'NCHW'));
  });

  test.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const)('fused.conv2d with %s', async (activation) => {
    await expectSame([numbers([2, 3, 6, 7], 5), numbers([3, 2, 3, 4], 6), numbers([4], 7)], (x, w, bias) =>
      tf.fused.conv2d({ x: as4(x), filter: as4(w), strides: 1, pad: 'same', dataFormat: 'NCHW', bias, activation, leakyreluAlpha: 0.3 }),
    );
  });
});

test('padding by a number is refused where tfjs takes the width of the output by the height of the filter, beyond the memory', async () => {
  await tf.setBackend('wasm');
  const convolve = (): Tensor => tf.conv2d(ones(1, 6, 6, 1), ones(3, 2, 1, 1), 1, 1);
  expect(convolve).toThrow(
    /^Conv2D: expected a square window and equal strides.*Got a window of 3x2, strides of 1x1.*\[\[0, 0\], \[1, 1\]/,
  );
  expect(() => tf.conv2d(ones(1, 6, 6, 1), ones(3, 3, 1, 1), [2, 1], 1)).toThrow(/strides of 2x1/);
  expect(() => tf.maxPool(ones(1, 6, 6, 1), [3, 2], 1, 1)).toThrow(/^MaxPool: expected a square window/);
  expect(() => tf.avgPool(ones(1, 6, 6, 1), [3, 2], 1, 1)).toThrow(/^AvgPool: expected a square window/);
  expect(() => tf.fused.conv2d({ x: ones(1, 6, 6, 1), filter: ones(3, 2, 1, 1), strides: 1, pad: 1 })).toThrow(/^Conv2D/);
});

test('integers are multiplied as matrices', async () => {
  await tf.setBackend('wasm');
  const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), tf.tensor2d([5, 6, 7, 8], [2, 2], 'int32'));
  expect([product.dtype, ...(await product.data())]).toEqual(['int32', 19, 22, 43, 50]);
});
