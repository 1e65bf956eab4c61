import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

/** Throws unless input and output channels can be dealt out to the groups. */
export function checkGroups(where: string, groups: number, channels: number, outputs: number): void {
  const even = Number.isInteger(groups) && groups >= 1 && channels % groups === 0 && outputs % groups === 0;
  check(
    even,
    () => `${where}: groups must divide the input and the output channels. Got groups ${groups}, channels ${channels} and ${outputs}.`,
  );
}

/**
 * Each group of consecutive input channels convolved with its own slice of the kernel, the results side by side.
 * A convolution a group: one with a block-diagonal kernel does `groups` times the work, and columns for a batched product cost more to build.
 */
export function convolveGroups(
  groups: number,
  x: Tensor4D,
  kernel: Tensor4D,
  convolve: (x: Tensor4D, kernel: Tensor4D) => Tensor4D,
): Tensor4D {
  if (groups === 1) return convolve(x, kernel);
  const kernels = tf.split<Tensor4D>(kernel, groups, 3);
  return tf.concat(
    tf.split<Tensor4D>(x, groups, 3).map((part, group) => convolve(part, kernels[group]!)),
    3,
  );
}
