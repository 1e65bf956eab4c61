import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { Kernel } from '../kernels/kernel';
import { wasmHeap } from './copyBlocks';

/** `out[segmentIds[i]] += x[i]`: `x [n, …rest]`, `segmentIds [n]` → `[numSegments, …rest]`, float32. Ids outside `[0, numSegments)` are dropped. */
function segmentSum(x: Tensor, segmentIds: Tensor, numSegments: number): Tensor {
  const [rows = 1, ...rest] = x.shape;
  check(
    segmentIds.shape.length === 1 && segmentIds.size === rows,
    () => `unsortedSegmentSum: expected segment ids [${rows}], one for each row of x [${x.shape}]. Got [${segmentIds.shape}].`,
  );
  const length = tf.util.sizeFromShape(rest);
  const heap = wasmHeap();
  const output = heap.makeOutput([numSegments, ...rest], 'float32'); // first, since it may grow the memory
  const sums = heap.typedArrayFromHeap(output).fill(0);
  const values = heap.typedArrayFromHeap(x);
  heap.typedArrayFromHeap(segmentIds).forEach((id, row) => {
    if (id < 0 || id >= numSegments) return;
    for (let i = 0; i < length; i++) sums[id * length + i]! += values[row * length + i]!;
  });
  return tf.engine().makeTensorFromTensorInfo(output);
}

/** `UnsortedSegmentSum`, which stock wasm lacks: the gradient of gather, of embeddings. Runs in place on the heap. */
export const unsortedSegmentSum: Kernel = {
  name: tf.UnsortedSegmentSum,
  build: (): KernelFunc => (call) => {
    const { x, segmentIds } = call.inputs as { x: Tensor; segmentIds: Tensor };
    return segmentSum(x, segmentIds, (call.attrs as unknown as { numSegments: number }).numSegments);
  },
};
