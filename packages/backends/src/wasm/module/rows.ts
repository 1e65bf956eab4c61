import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, makeFloats, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallel, PASS } from './parallel';

/*
 * Rows of floats, each by itself: all of the last axis, or so many equal parts of a tensor.
 */

const FLOAT = 4;

/** The sum of each of so many rows, times a factor: → [rows] */
export function rowSums(module: KernelModule, x: TensorInfo, rows: number, factor = 1): TensorInfo {
  const length = sizeOf(x) / rows;
  const y = makeFloats(module, [rows]);
  const [from, to, bytes] = [addressOf(module, x), addressOf(module, y), length * FLOAT];
  parallel(module, 'rowSums', { count: rows, nanoseconds: length * PASS }, (first, end) => {
    return [from + first * bytes, to + first * FLOAT, end - first, length, factor];
  });
  return y;
}

/** The gradient of softmax over the last axis, by what came out. */
export function softmaxGradient(module: KernelModule, dy: TensorInfo, y: TensorInfo): TensorInfo {
  const length = y.shape.at(-1) ?? 1;
  const dx = makeFloats(module, y.shape);
  const [from, at, to, bytes] = [addressOf(module, dy), addressOf(module, y), addressOf(module, dx), length * FLOAT];
  parallel(module, 'softmaxGradient', { count: sizeOf(y) / length, nanoseconds: length * PASS }, (first, end) => {
    const row = first * bytes;
    return [from + row, at + row, to + row, end - first, length];
  });
  return dx;
}

/** Each of so many rows of x less its mean, over its deviation; and one over the deviations, [rows]. */
export function normalizeRows(
  module: KernelModule,
  x: TensorInfo,
  rows: number,
  epsilon: number,
): { readonly y: TensorInfo; readonly inverse: TensorInfo } {
  const length = sizeOf(x) / rows;
  const [y, inverse] = [makeFloats(module, x.shape), makeFloats(module, [rows])];
  const [from, to, inverses, bytes] = [addressOf(module, x), addressOf(module, y), addressOf(module, inverse), length * FLOAT];
  parallel(module, 'normalizeRows', { count: rows, nanoseconds: length * PASS }, (first, end) => {
    const row = first * bytes;
    return [from + row, to + row, inverses + first * FLOAT, end - first, length, epsilon];
  });
  return { y, inverse };
}

/** What came out of `normalizeRows`, and the gradients by that. */
export interface NormalizedRows {
  readonly dy: TensorInfo;
  readonly inverseGradient: TensorInfo;
  readonly y: TensorInfo;
  readonly inverse: TensorInfo;
}

/** The gradient by x. */
export function normalizeRowsGradient(module: KernelModule, { dy, inverseGradient, y, inverse }: NormalizedRows): TensorInfo {
  const rows = sizeOf(inverse);
  const length = sizeOf(y) / rows;
  const dx = makeFloats(module, y.shape);
  const [from, at, to] = [addressOf(module, dy), addressOf(module, y), addressOf(module, dx)];
  const [inverses, byInverse, bytes] = [addressOf(module, inverse), addressOf(module, inverseGradient), length * FLOAT];
  parallel(module, 'normalizeRowsGradient', { count: rows, nanoseconds: length * PASS }, (first, end) => {
    const [row, number] = [first * bytes, first * FLOAT];
    return [from + row, at + row, inverses + number, byInverse + number, to + row, end - first, length];
  });
  return dx;
}
