import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

/** Which axis of a kernel counts the outputs: -1 (dense, conv2d: `[…, K]`) or -2 (conv2dTranspose: `[…, K, C]`). */
export type OutputAxis = -1 | -2;

/** The number of outputs of a kernel; throws where the kernel has no such axis. */
export function outputsOf(where: string, kernel: Tensor, axis: OutputAxis): number {
  const outputs = kernel.shape.at(axis);
  check(
    kernel.rank >= 2 && outputs !== undefined,
    () =>
      `${where}: the kernel must have two axes or more, outputAxis must be -1 or -2. Got the shape [${kernel.shape.join(', ')}], ${axis}.`,
  );
  return outputs;
}

/** The kernel with its outputs on the last axis. */
const outputsLast = (kernel: Tensor, axis: OutputAxis): Tensor => {
  if (axis === -1) return kernel;
  const leading = kernel.shape.slice(0, -2).map((_, i) => i);
  return tf.transpose(kernel, [...leading, kernel.rank - 1, kernel.rank - 2]);
};

/** Kernel → `[taps·C, K]`: a column is all that one output reads, in the order of the kernel. */
export const outputMatrix = (kernel: Tensor, axis: OutputAxis, outputs: number): Tensor2D =>
  tf.reshape(outputsLast(kernel, axis), [-1, outputs]);

/** `[K]` → a shape that multiplies each output of the kernel by its own number. */
export const perOutput = (vector: Tensor, axis: OutputAxis): Tensor => (axis === -1 ? vector : tf.reshape(vector, [-1, 1]));
