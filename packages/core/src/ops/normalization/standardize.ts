import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { scaleRows } from '../channelScale';
import { axisLength } from '../checks';
import { repeated } from './spread';

/** One number for each channel, or for each sample and channel, or for each sample and group of channels. */
type Vectors = Tensor1D | Tensor2D;

export interface StandardizeRequest {
  readonly mean: Vectors;
  readonly variance: Vectors;
  readonly scale?: Vectors | undefined;
  readonly offset?: Vectors | undefined;
  readonly epsilon: number;
}

/**
 * (x - μ) / √(σ² + ε) · scale + offset, on x `[N, …, C]`: small vectors are put together first, so that x is read
 * for one product and one sum. What is given has been checked.
 */
export function standardize<T extends Tensor>(x: T, { mean, variance, scale, offset, epsilon }: StandardizeRequest): T {
  const fit = (vectors: Vectors): Tensor => (vectors.rank === 1 ? vectors : repeated(vectors as Tensor2D, axisLength(x, -1)));
  const deviation = fit(tf.rsqrt(tf.add<Vectors>(variance, epsilon)));
  const factor = scale ? tf.mul(deviation, fit(scale)) : deviation;
  const moved = tf.mul(fit(mean), factor);
  const shift = offset ? tf.sub(fit(offset), moved) : tf.neg(moved);
  return scaleRows(x, factor, shift);
}
