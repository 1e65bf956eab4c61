import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { checkAlike } from '../checks/checkAlike';
import { checkWeights } from '../checks/checkWeights';
import { l1 } from './distances';

function weighted(where: string, a: Tensor, b: Tensor, weight: number): Scalar {
  checkWeights(where, { weight });
  checkAlike(where, 'both', a, b);
  return tf.tidy(() => tf.mul(l1(a, b), weight));
}

/**
 * Cycle consistency: weight · mean |F(G(x)) - x|, for an image that went to the other domain and came back.
 *
 * Shapes: two batches alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @param options Its `weight`: default 10.
 * @throws GanError where shapes differ or the weight is out of range.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", eq. 2, https://arxiv.org/abs/1703.10593
 * @example cycleConsistency(tf.tensor1d([1]), tf.tensor1d([3])); // 20
 */
export const cycleConsistency = (images: Tensor, cycled: Tensor, { weight = 10 }: { readonly weight?: number } = {}): Scalar =>
  weighted('cycleConsistency', images, cycled, weight);

/**
 * The identity mapping loss: weight · mean |G(y) - y|, for an image that already lies in the generator's domain and should stay as it is.
 *
 * Shapes: two batches alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @param options Its `weight`: default 5, half of the cycle's.
 * @throws GanError where shapes differ or the weight is out of range.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", section 5.2, https://arxiv.org/abs/1703.10593
 * @example identityMapping(tf.tensor1d([1]), tf.tensor1d([3])); // 10
 */
export const identityMapping = (images: Tensor, mapped: Tensor, { weight = 5 }: { readonly weight?: number } = {}): Scalar =>
  weighted('identityMapping', images, mapped, weight);
