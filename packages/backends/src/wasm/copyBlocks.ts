import * as tf from '@tensorflow/tfjs-core';
import type { DataType, Tensor, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';

/** What the kernels use of tfjs's wasm backend besides its ops. */
export interface WasmHeap {
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  /** A view; growth of the memory detaches it. */
  typedArrayFromHeap(tensor: TensorInfo): TypedArray;
}

/** Copies `length` floats from position `from` of the source to position `to` of the result. */
export type CopyBlock = (to: number, from: number, length: number) => void;

/** The active backend as a heap: the kernels of this folder are only ever called with wasm active. */
export const wasmHeap = (): WasmHeap => tf.backend() as unknown as WasmHeap;

/**
 * A new float32 tensor put together from blocks of `x`, by memory moves alone.
 * `tf.slice` on wasm first copies its whole input; this does not. The blocks must cover the result: its memory is not cleared.
 *
 * @example
 * const matrix = tf.tensor2d([1, 2, 3, 4], [2, 2]);
 * copyBlocks(matrix, [1, 2], (copy) => copy(0, 2, 2)); // [3, 4], the second row
 */
export function copyBlocks(x: TensorInfo, shape: number[], blocks: (copy: CopyBlock) => void): Tensor {
  const heap = wasmHeap();
  const output = heap.makeOutput(shape, 'float32'); // first, since it may grow the memory
  const source = heap.typedArrayFromHeap(x).byteOffset / 4;
  const target = heap.typedArrayFromHeap(output);
  const start = target.byteOffset / 4;
  const memory = new Float32Array(target.buffer);
  blocks((to, from, length) => memory.copyWithin(start + to, source + from, source + from + length));
  return tf.engine().makeTensorFromTensorInfo(output);
}

/** Rows of `x`, seen as a matrix with rows of `length` floats, in the given order. */
export const pickRows = (x: TensorInfo, length: number, rows: readonly number[], shape: number[]): Tensor =>
  copyBlocks(x, shape, (copy) => rows.forEach((row, index) => copy(index * length, row * length, length)));
