import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../../engine';
import { ownKernel } from '../../ownKernel';
import { run, savedAt } from '../build';

/** Sums of x by part and channel: a scale [P, C] stands for P equal parts of x along its first axis, [C] for all of it. */
function sumParts(x: Tensor, shape: readonly number[]): Tensor {
  const channels = shape.at(-1) ?? 1;
  const parts = tf.util.sizeFromShape([...shape]) / channels;
  return tf.reshape(tf.sum(tf.reshape(x, [parts, -1, channels]), 1), [...shape]);
}

/** y = x · scale + offset, with one number for each channel, or for each part of x and channel. */
export const channelScaleGradient: Gradient = {
  kernelName: 'GanChannelScale',
  inputsToSave: ['x', 'scale'],
  gradFunc: (dy, saved) => {
    const [x, scale] = [savedAt(saved, 0), savedAt(saved, 1)];
    return {
      x: () => run('GanChannelScale', { x: dy as Tensor, scale }, {}),
      scale: () => ownKernel(channelProducts, { a: dy as Tensor, b: x }, { shape: scale.shape })!,
      offset: () => sumParts(dy as Tensor, scale.shape),
    };
  },
};

/** The sums of a · b by part and channel. */
const channelProducts: Gradient = {
  kernelName: 'GanChannelProducts',
  inputsToSave: ['a', 'b'],
  gradFunc: (ds, saved) => {
    const [a, b] = [savedAt(saved, 0), savedAt(saved, 1)];
    return {
      a: () => run('GanChannelScale', { x: b, scale: ds as Tensor }, {}),
      b: () => run('GanChannelScale', { x: a, scale: ds as Tensor }, {}),
    };
  },
};
