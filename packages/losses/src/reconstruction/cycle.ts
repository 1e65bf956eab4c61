import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { l1 } from './distances';

const weighted = (where: string, weight: number, distance: () => Scalar): Scalar => {
  check(Number.isFinite(weight) && weight >= 0, () => `${where}: weight must be a finite number >= 0. Got ${weight}.`);
  return tf.tidy(() => tf.mul(distance(), weight));
};

/**
 * Cycle consistency: weight · mean |F(G(x)) - x|, for an image that went to the other domain and came back.
 *
 * Shapes: two batches alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes differ or the weight is out of range.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", eq. 2, https://arxiv.org/abs/1703.10593
 * @example cycle(tf.tensor1d([1]), tf.tensor1d([3])); // 20
 */
export const cycle = (images: Tensor, cycled: Tensor, { weight = 10 }: { readonly weight?: number } = {}): Scalar =>
  weighted('cycle', weight, () => l1(cycled, images));

/**
 * Identity: weight · mean |G(y) - y|, for an image that already lies in the generator's domain and should stay as it is.
 *
 * Shapes: two batches alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @param weight Default 5, half of the cycle's.
 * @throws GanError where shapes differ or the weight is out of range.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", section 5.2, https://arxiv.org/abs/1703.10593
 * @example identity(tf.tensor1d([1]), tf.tensor1d([3])); // 10
 */
export const identity = (images: Tensor, mapped: Tensor, { weight = 5 }: { readonly weight?: number } = {}): Scalar =>
  weighted('identity', weight, () => l1(mapped, images));
