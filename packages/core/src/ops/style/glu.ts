import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';

/**
 * Gated linear unit over the last axis: y = a · σ(b), with a its first half and b its second.
 *
 * Shapes: x `[…, 2C]` → `[…, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the last axis is odd.
 * @see Dauphin et al. 2017, "Language Modeling with Gated Convolutional Networks", section 2, https://arxiv.org/abs/1612.08083
 * @example glu(tf.tensor1d([4, 6, 0, 0])); // [2, 3]
 */
export function glu<T extends Tensor>(x: T): T {
  const channels = axisLength(x, -1);
  check(channels > 0 && channels % 2 === 0, () => `glu: the last axis must be even. Got the shape [${x.shape.join(', ')}].`);
  return tf.tidy(() => {
    const [values, gates] = tf.split(x, 2, -1) as [T, T];
    return tf.mul<T>(values, tf.sigmoid(gates));
  });
}
