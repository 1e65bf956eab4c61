import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { convolutionGeometry, type ConvolutionGeometry } from '../src/wasm/convolutionGeometry';
import { numbers } from './bothBackends';
import { everyProduct, type Visit } from './float64';
import { expectNear } from './guardedHeap';

type Quad = [number, number, number, number];

/** Sizes that the kernels tell apart: few channels, whole and broken vectors and panels. */
export const ODD_SIZES = [1, 3, 4, 5, 8, 13, 64] as const;
const KERNEL_SIZES = [1, 2, 3, 4, 5] as const;
const STRIDES = [1, 2, 3] as const;
const PADDINGS = ['same', 'valid', 'explicit'] as const;

/** One convolution; `multiplier` is the number of outputs a channel of a depthwise one. */
export interface GridCase {
  readonly inputShape: Quad;
  readonly filterShape: Quad;
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: 'same' | 'valid' | tf.backend_util.ExplicitPadding;
  readonly seed: number;
}

/** A number from 0 to `count` - 1 that changes with the case as if it were drawn. */
const pick = (index: number, salt: number, count: number): number => ((Math.imul(index + 1, 2654435761) + salt * 40503) >>> 7) % count;

const caseOf = (index: number, [channels, outputs]: [number, number], kernel: [number, number], strides: [number, number]): GridCase[] =>
  PADDINGS.map((padding, i) => {
    const at = index * PADDINGS.length + i;
    const side = (salt: number): [number, number] => [pick(at, salt, 4), pick(at, salt + 1, 4)];
    const undilated = Math.max(...strides) > 1 || pick(at, 3, 3) > 0;
    return {
      inputShape: [1 + pick(at, 4, 2), 1 + pick(at, 5, 9), 1 + pick(at, 6, 9), channels],
      filterShape: [...kernel, channels, outputs],
      strides,
      dilations: undilated ? [1, 1] : [1 + pick(at, 7, 2), 1 + pick(at, 8, 2)],
      pad: padding === 'explicit' ? [[0, 0], side(9), side(11), [0, 0]] : padding,
      seed: at,
    };
  });

const hasOutput = ({ inputShape, filterShape, strides, dilations, pad }: GridCase): boolean =>
  tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations, pad).outShape.every((size) => size > 0);

export interface GridOptions {
  readonly every?: number;
  /** Numbers of outputs. */
  readonly outputs?: readonly number[];
}

/**
 * Every pair of channels with every kernel, stride and kind of padding (heights, widths, batches, dilations and sides change along), as far as
 * it has an output; of these each `every`-th.
 */
export function convolutionGrid({ every = 1, outputs = ODD_SIZES }: GridOptions = {}): GridCase[] {
  const pairs = <A>(list: readonly A[]): [A, A][] => list.flatMap((a) => list.map((b): [A, A] => [a, b]));
  const channels = ODD_SIZES.flatMap((a) => outputs.map((b): [number, number] => [a, b]));
  const combined = channels.flatMap((both) =>
    pairs(KERNEL_SIZES).flatMap((kernel) => pairs(STRIDES).map((strides) => ({ both, kernel, strides }))),
  );
  return combined
    .flatMap(({ both, kernel, strides }, index) => caseOf(index, both, kernel, strides))
    .filter((_case, index) => index % every === 0)
    .filter(hasOutput);
}

/** Numbers in [-1, 1), the same for the same seed. */
export const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** A convolution and its adjoints in double precision: `x` [N, H, W, C], `w` [h, w, C / groups, K], `y` [N, OH, OW, K]. */
function convolution64(geometry: ConvolutionGeometry, groups: number, [xs, ws, ys]: readonly [number, number, number]) {
  const everyPair = (visit: Visit): void => everyProduct(geometry, groups, visit);
  return {
    forward: (x: Numbers64, w: Numbers64): Float64Array => {
      const y = new Float64Array(ys);
      everyPair((input, filter, output) => (y[output]! += x[input]! * w[filter]!));
      return y;
    },
    toInput: (dy: Numbers64, w: Numbers64): Float64Array => {
      const dx = new Float64Array(xs);
      everyPair((input, filter, output) => (dx[input]! += dy[output]! * w[filter]!));
      return dx;
    },
    toFilter: (x: Numbers64, dy: Numbers64): Float64Array => {
      const dw = new Float64Array(ws);
      everyPair((input, filter, output) => (dw[filter]! += x[input]! * dy[output]!));
      return dw;
    },
  };
}

type Numbers64 = Float32Array | Float64Array;

const scaled = (values: Float64Array, by: number): Float64Array => values.map((value) => value * by);
const summed = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + b[i]!);

/** A grid case as tensors and as numbers, and the convolution and its adjoints in double precision. A depthwise one has a group a channel. */
export function answers(example: GridCase, groups = 1) {
  const { inputShape, filterShape, strides, dilations, pad, seed } = example;
  const whole: Quad = [filterShape[0], filterShape[1], inputShape[3], filterShape[3]];
  const { outShape } = tf.backend_util.computeConv2DInfo(inputShape, whole, strides, dilations, pad);
  const geometry = convolutionGeometry(inputShape, whole, { dataId: {}, dtype: 'float32', shape: outShape }, { strides, dilations, pad });
  const sizes = [inputShape, filterShape, outShape].map(sizeOf) as [number, number, number];
  const [x, w, dy] = [floats(sizes[0], seed), floats(sizes[1], seed + 1), floats(sizes[2], seed + 2)];
  return {
    ...{ x, w, dy, ...convolution64(geometry, groups, sizes) },
    tensors: (): [Tensor4D, Tensor4D, Tensor4D] => [tf.tensor4d(x, inputShape), tf.tensor4d(w, filterShape), tf.tensor4d(dy, outShape)],
  };
}

export type Convolve = (x: Tensor4D, w: Tensor4D) => Tensor;

/** The value, the gradients, and where wanted the gradients of the squared gradient, are those of double precision. */
export async function expectConvolution(example: GridCase, convolve: Convolve, { groups = 1, second = false } = {}): Promise<void> {
  const { x, w, dy, tensors, forward, toInput, toFilter } = answers(example, groups);
  const at = (a: Tensor, b: Tensor): Tensor => convolve(a as Tensor4D, b as Tensor4D);
  const results = tf.tidy(() => {
    const [input, filter, weight] = tensors();
    const first = [at(input, filter), ...tf.grads((a, b) => tf.sum(tf.mul(at(a, b), weight)))([input, filter])];
    if (!second) return first;
    const squared = (a: Tensor, b: Tensor): Tensor => tf.sum(tf.square(tf.grad((z) => tf.sum(tf.square(at(z, b))))(a)));
    return [...first, ...tf.grads((a, b) => squared(a, b))([input, filter])];
  });
  const expected = [forward(x, w), toInput(dy, w), toFilter(x, dy)];
  if (second) {
    // P = |g|², g = d|y|²/dx = 2 Aᵀ y, y = A x, where A convolves with w: dP/dx = 4 Aᵀ A g, dP/dw = 4 (g ⋆ y + x ⋆ A g).
    const y = expected[0]!;
    const g = scaled(toInput(y, w), 2);
    const ag = forward(g, w);
    expected.push(scaled(toInput(ag, w), 4), scaled(summed(toFilter(g, y), toFilter(x, ag)), 4));
  }
  for (const [i, result] of results.entries()) expectNear(await result.data(), expected[i]!, i < 3 ? 1e-5 : 2e-5);
  tf.dispose(results);
}
