import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, makeFloats } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallel, PASS } from './parallel';

/** `batches` matrices of four-byte elements, transposed: [batches, rows, columns] → [batches, columns, rows]. */
export function transposeMatrices(module: KernelModule, x: TensorInfo, batches: number, rows: number, columns: number): TensorInfo {
  const y = makeFloats(module, [batches, columns, rows]);
  const [from, to, bytes] = [addressOf(module, x), addressOf(module, y), rows * columns * 4];
  const split = { count: batches, nanoseconds: 2 * rows * columns * PASS };
  parallel(module, 'transpose', split, (first, end) => [from + first * bytes, end - first, rows, columns, to + first * bytes]);
  return y;
}

/** Sums of the rows of `x` [rows, width] (float32) by the segment that `ids` [rows] (int32) names: the gradient of an embedding. → [segments, width] */
export function segmentSum(module: KernelModule, x: TensorInfo, ids: TensorInfo, segments: number): TensorInfo {
  const [rows = 0, width = 0] = x.shape;
  const y = makeFloats(module, [segments, width]);
  module.kernels.segmentSum(addressOf(module, x), addressOf(module, ids), rows, width, segments, addressOf(module, y));
  return y;
}
