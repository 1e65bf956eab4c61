import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc } from '@tensorflow/tfjs-core';
import { GanError } from '@ganblocks/core';
import type { Kernel } from '../kernels/kernel';

/** The stock kernels read boxes and scores back at once, for which WebGPU has no way in Node and a slow one in a page. */
const refused = (name: string): Kernel => ({
  name,
  build: (): KernelFunc => () => {
    throw new GanError(
      `${name}: expected a backend that can be read at once. Got webgpu. Use the function that gives a promise: tf.image.nonMaxSuppressionAsync and its relatives.`,
    );
  },
});

export const nonMaxSuppression: readonly Kernel[] = [refused(tf.NonMaxSuppressionV3), refused(tf.NonMaxSuppressionV5)];
