import * as tf from '@tensorflow/tfjs-core';
import type { MultiScalePenalty } from '@ganblocks/core';
import { checkChoice } from '../checks/checkChoice';
import { checkPenalty } from './checkPenalty';
import { gradientPenaltyAt, type GradientPenaltyAtOptions } from './gradientPenaltyAt';
import { interpolates } from './interpolates';

export interface GradientPenaltyOptions extends GradientPenaltyAtOptions {
  /** λ. Default 10. */
  readonly weight?: number;
  /** Steps from one application to the next. Default 1. */
  readonly every?: number;
}

/**
 * The gradient penalty of WGAN-GP: λ · mean (|∇D(x̂)| - 1)² on the lines x̂ between reals and fakes.
 *
 * `center: 0` draws the gradients to 0, `oneSided: true` leaves those below the center alone. A critic that reads several scales gets
 * the same mixture at all of them. Critics under it have no batch norm, which makes each logit depend on the whole batch. Twice
 * differentiable where the critic is. The caller disposes the term.
 *
 * @throws GanError where an option is out of range; `term` where reals and fakes differ in shape.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", algorithm 1, https://arxiv.org/abs/1704.00028
 * @see Thanh-Tung et al. 2019, "Improving Generalization and Stability of Generative Adversarial Networks" (center 0), https://arxiv.org/abs/1902.03984
 * @see Petzka et al. 2018, "On the regularization of Wasserstein GANs" (one-sided), https://arxiv.org/abs/1709.08894
 * @see Karnewar & Wang 2020, "MSG-GAN: Multi-Scale Gradients for Generative Adversarial Networks" (several scales), https://arxiv.org/abs/1903.06048
 * @example const penalty = gradientPenalty({ weight: 10 });
 */
export function gradientPenalty({
  weight = 10,
  center = 1,
  oneSided = false,
  scales = 'mean',
  every = 1,
}: GradientPenaltyOptions = {}): MultiScalePenalty {
  checkPenalty('gradientPenalty', { weight, center }, every);
  checkChoice('gradientPenalty', 'scales', scales, ['mean', 'joint']);
  const options = { center, oneSided, scales };
  return {
    name: 'gradientPenalty',
    every,
    term: ({ critic, real, fake, random }) =>
      tf.tidy(() => tf.mul(gradientPenaltyAt(critic, interpolates('gradientPenalty', real, fake, random), options), weight)),
  };
}
