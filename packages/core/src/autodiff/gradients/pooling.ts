import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import type { Attributes } from './build';
import { savedAt, zerosOf } from './build';

type Pad = 'same' | 'valid' | number;
type Rounding = 'floor' | 'round' | 'ceil';
interface Pooling {
  filterSize: [number, number];
  strides: [number, number];
  pad: Pad;
  dimRoundingMode?: Rounding;
}

const pooling = (attributes: Attributes): Pooling => attributes as unknown as Pooling;
const run = (kernelName: string, inputs: Record<string, Tensor>, attributes: Attributes): Tensor =>
  tf.engine().runKernel(kernelName, inputs, attributes);
const infoOf = (
  shape: number[],
  { filterSize, strides, pad, dimRoundingMode }: Pooling,
): ReturnType<typeof tf.backend_util.computePool2DInfo> =>
  tf.backend_util.computePool2DInfo(shape as [number, number, number, number], filterSize, strides, 1, pad, dimRoundingMode);

/** How much of each window lies inside the image, [1, OH, OW, 1]; undefined where all windows do. */
function windowShares(shape: number[], options: Pooling): Tensor | undefined {
  const { padInfo, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth } = infoOf(shape, options);
  const inside = (out: number, stride: number, filter: number, before: number, size: number): number[] =>
    Array.from({ length: out }, (_, i) => (Math.min(size, i * stride - before + filter) - Math.max(0, i * stride - before)) / filter);
  const rows = inside(outHeight, strideHeight, filterHeight, padInfo.top, inHeight);
  const columns = inside(outWidth, strideWidth, filterWidth, padInfo.left, inWidth);
  if ([...rows, ...columns].every((share) => share === 1)) return undefined;
  return constant(() => tf.mul(tf.tensor4d(rows, [1, outHeight, 1, 1]), tf.tensor4d(columns, [1, 1, outWidth, 1])));
}

/**
 * The stock kernel divides by the whole window even where forward divides by the part inside the image, so dy is scaled first.
 * The input is read for its shape alone and enters as a constant.
 */
function avgPoolGrad(dy: Tensor, x: Tensor, attributes: Attributes): Tensor {
  const shares = windowShares(x.shape, pooling(attributes));
  return run('AvgPoolGrad', { dy: shares ? tf.div(dy, shares) : dy, input: constant(() => tf.clone(x)) }, attributes);
}

/** The adjoint of the stock kernel: means that count the padding as zeros. */
function avgPoolWithPadding(x: Tensor, attributes: Attributes): Tensor {
  const { filterSize, strides, pad, dimRoundingMode } = pooling(attributes);
  const means = tf.avgPool(x as Tensor4D, filterSize, strides, pad, dimRoundingMode);
  const shares = windowShares(x.shape, pooling(attributes));
  return shares ? tf.mul(means, shares) : means;
}

/** Input and output only tell where the maxima are, so they enter as constants. */
const maxPoolGrad = (dy: Tensor, x: Tensor, y: Tensor, attributes: Attributes): Tensor =>
  run('MaxPoolGrad', { dy, input: constant(() => tf.clone(x)), output: constant(() => tf.clone(y)) }, attributes);

/** For each place of a pooling window: the elements of `x` at that place, one for each output, [N, OH, OW, C]. */
function windowPlaces(x: Tensor4D, options: Pooling, fill: number): Tensor[] {
  const { padInfo, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth } = infoOf(x.shape, options);
  const [n, , , channels] = x.shape;
  const padded = tf.pad(
    x,
    [
      [0, 0],
      [padInfo.top, padInfo.bottom + strideHeight],
      [padInfo.left, padInfo.right + strideWidth],
      [0, 0],
    ],
    fill,
  );
  return Array.from({ length: filterHeight * filterWidth }, (_, place) => {
    const [row, column] = [Math.floor(place / filterWidth), place % filterWidth];
    const end = [n, row + (outHeight - 1) * strideHeight + 1, column + (outWidth - 1) * strideWidth + 1, channels];
    return tf.stridedSlice(padded, [0, row, column, 0], end, [1, strideHeight, strideWidth, 1]);
  });
}

/** 1 at the place of each window's first maximum, 0 elsewhere. */
function firstMaxima(x: Tensor4D, y: Tensor, options: Pooling): Tensor[] {
  let free: Tensor = tf.onesLike(y);
  return windowPlaces(x, options, -Infinity).map((candidate) => {
    const chosen = tf.mul(free, tf.cast(tf.equal(candidate, y), 'float32'));
    free = tf.sub(free, chosen);
    return chosen;
  });
}

/** The adjoint of `MaxPoolGrad`: of each window of `x` the element where `input` was largest. */
function pickMaxima(x: Tensor4D, input: Tensor4D, output: Tensor, options: Pooling): Tensor {
  const masks = tf.tidy(() => constant(() => tf.stack(firstMaxima(input, output, options))));
  return tf.sum(tf.mul(tf.stack(windowPlaces(x, options, 0)), masks), 0);
}

/** Pooling windows; the gradients' gradients are pooling and picking, since pooling's gradients are linear. */
export const poolingGradients: readonly Gradient[] = [
  {
    kernelName: 'AvgPool',
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => ({ x: () => avgPoolGrad(dy as Tensor, savedAt(saved, 0), attributes) }),
  },
  {
    kernelName: 'AvgPoolGrad',
    inputsToSave: ['input'],
    gradFunc: (ddx, saved, attributes) => ({
      dy: () => avgPoolWithPadding(ddx as Tensor, attributes),
      input: () => zerosOf(savedAt(saved, 0)),
    }),
  },
  {
    kernelName: 'MaxPool',
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) => ({ x: () => maxPoolGrad(dy as Tensor, savedAt(saved, 0), savedAt(saved, 1), attributes) }),
  },
  {
    kernelName: 'MaxPoolGrad',
    inputsToSave: ['input', 'output'],
    gradFunc: (ddx, saved, attributes) => {
      const [input, output] = [savedAt(saved, 0), savedAt(saved, 1)];
      return {
        dy: () => pickMaxima(ddx as Tensor4D, input as Tensor4D, output, pooling(attributes)),
        input: () => zerosOf(input),
        output: () => zerosOf(output),
      };
    },
  },
];
