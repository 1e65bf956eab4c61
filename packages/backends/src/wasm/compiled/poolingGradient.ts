import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo, backend_util } from '@tensorflow/tfjs-core';
import { upfirdn2d, type AxisFilter } from '../module/upfirdn';
import { areFloats, type Compiled } from './compiled';

type Size = [number, number];

/** Each element spread over its window: copies, a part of it each; zeros where no window was. */
const spread = (size: number, windows: number, length: number): AxisFilter => ({
  taps: Array.from({ length: size }, () => 1 / size),
  up: size,
  down: 1,
  before: size - 1,
  after: length - windows * size,
});

/** The gradient of the mean of windows beside one another. */
export const averagePoolGradient: Compiled = (module, { inputs, attrs }) => {
  const { dy, input } = inputs as Record<'dy' | 'input', TensorInfo>;
  const { filterSize, strides, pad } = attrs as unknown as { filterSize: Size; strides: Size; pad: backend_util.ExplicitPadding };
  if (!areFloats(dy)) return undefined;
  const info = tf.backend_util.computePool2DInfo(input.shape as [number, number, number, number], filterSize, strides, 1, pad);
  const { top, bottom, left, right } = info.padInfo;
  const [rows = 0, columns = 0] = dy.shape.slice(1, 3);
  const apart = info.filterHeight === info.strideHeight && info.filterWidth === info.strideWidth;
  const inside = rows * info.filterHeight <= info.inHeight && columns * info.filterWidth <= info.inWidth;
  if (!apart || !inside || top + bottom + left + right > 0) return undefined;
  return upfirdn2d(module, dy, spread(info.filterHeight, rows, info.inHeight), spread(info.filterWidth, columns, info.inWidth));
};
