import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { channelScaleGradient } from '../autodiff/gradients/own/channelScale';
import { ownKernel } from '../autodiff/ownKernel';
import { axisLength } from './checks';

/** [C], [N, C] or [N, 1] in a shape that broadcasts against x [N, …, C]. */
const spreadOver = (numbers: Tensor, x: Tensor): Tensor =>
  numbers.rank < 2 || x.rank === 2
    ? numbers
    : tf.reshape(numbers, [axisLength(numbers, 0), ...x.shape.slice(1, -1).map(() => 1), axisLength(numbers, 1)]);

/**
 * x · scale + offset on x [N, …, C], with one number for each channel [C], for each sample and channel [N, C], or for each sample [N, 1]; the first two by
 * one kernel, where the backend has it.
 */
export function scaleRows<T extends Tensor>(x: T, scale: Tensor, offset?: Tensor): T {
  const byChannel = scale.shape.at(-1) === axisLength(x, -1) && (scale.rank === 1 || x.rank > 2);
  const covered = byChannel && (offset === undefined || tf.util.arraysEqual(offset.shape, scale.shape));
  const fused = covered && ownKernel(channelScaleGradient, { x, scale, offset });
  if (fused) return fused as T;
  const scaled = tf.mul<T>(x, spreadOver(scale, x));
  return offset ? tf.add<T>(scaled, spreadOver(offset, x)) : scaled;
}
