import { beforeAll, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

/** All elements negative, where the stock kernels give 0. */
const negative = (x: Tensor): Tensor4D => tf.sub(x, 3);

test.each([
  [1, 1, 'same'],
  [2, 1, 'valid'],
  [1, 2, 'same'],
  [[2, 1], [1, 2], 'valid'],
] as [number, number, 'same' | 'valid'][])('dilation2d with strides %j, dilations %j, %s', async (strides, dilations, pad) => {
  await expectSame([numbers([2, 6, 7, 3], 1), numbers([2, 3, 3], 2)], (x, filter) =>
    tf.tidy(() => tf.dilation2d(negative(x), filter as Tensor3D, strides, pad, dilations)),
  );
});

test.each([
  [2, 2, 'valid'],
  [3, 2, 'same'],
] as [number, number, 'same' | 'valid'][])('maxPoolWithArgmax of %d, strides %d, %s', async (size, strides, pad) => {
  for (const what of ['result', 'indexes'] as const) {
    await expectSame([numbers([2, 6, 7, 3], 3)], (x) =>
      tf.tidy(() => tf.cast(tf.maxPoolWithArgmax(negative(x), size, strides, pad)[what]!, 'float32')),
    );
  }
});
