import { beforeAll, describe, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

const as4 = (x: Tensor): Tensor4D => x as Tensor4D;

describe.each([
  [5, 1, 1, 2],
  [5, 1, 3, 3],
  [1, 5, 2, 1],
  [3, 2, 2, 3],
  [2, 2, 3, 3],
])("padding 'same', filters of %ix%i, strides of %ix%i", (rows, columns, down, right) => {
  const x = numbers([2, 7, 8, 3], 1);
  const wide = numbers([rows, columns, 3, 4], 2);
  const deep = numbers([rows, columns, 3, 2], 3);

  test('conv2d, depthwise, fused', async () => {
    const strides: [number, number] = [down, right];
    await expectSame([x, wide], (a, b) => tf.conv2d(as4(a), as4(b), strides, 'same'));
    await expectSame([x, deep], (a, b) => tf.depthwiseConv2d(as4(a), as4(b), strides, 'same'));
    for (const activation of ['relu', 'sigmoid', 'relu6'] as const) {
      await expectSame([x, wide], (a, b) => tf.fused.conv2d({ x: as4(a), filter: as4(b), strides, pad: 'same', activation }));
      await expectSame([x, deep], (a, b) => tf.fused.depthwiseConv2d({ x: as4(a), filter: as4(b), strides, pad: 'same', activation }));
    }
  });
});
