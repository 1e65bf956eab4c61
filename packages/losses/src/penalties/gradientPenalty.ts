import * as tf from '@tensorflow/tfjs-core';
import { check, type CriticPenalty } from '@ganblocks/core';
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
 * differentiable where the critic is.
 *
 * @throws GanError where an option is out of range; `term` where reals and fakes differ in shape.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", algorithm 1, https://arxiv.org/abs/1704.00028
 * @see Karnewar & Wang 2020, "MSG-GAN" (several scales), https://arxiv.org/abs/1903.06048
 * @example const penalty = gradientPenalty({ weight: 10 });
 */
export function gradientPenalty({ weight = 10, every = 1, ...options }: GradientPenaltyOptions = {}): CriticPenalty {
  checkPenalty('gradientPenalty', { weight, center: options.center ?? 1 }, every);
  check(
    ['mean', 'joint', undefined].includes(options.scales),
    () => `gradientPenalty: scales must be 'mean' or 'joint'. Got '${options.scales}'.`,
  );
  return {
    name: 'gradientPenalty',
    every,
    term: ({ critic, real, fake, random }) =>
      tf.tidy(() => tf.mul(gradientPenaltyAt(critic, interpolates('gradientPenalty', real, fake, random), options), weight)),
  };
}
