import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { MultiScalePenalty } from '@ganblocks/core';
import { checkChoice } from '../checks/checkChoice';
import { checkPenalty } from './checkPenalty';

export interface DriftOptions {
  /** ε. Default 0.001. */
  readonly weight?: number;
  /** 'reals', or 'both' for reals and fakes. Default 'reals'. */
  readonly at?: 'reals' | 'both';
  /** Steps from one application to the next. Default 1. */
  readonly every?: number;
}

/**
 * mean D(x)², of logits that the caller has: the drift penalty without weight.
 *
 * Shapes: logits of any shape → scalar. Differentiable to any order. The caller disposes.
 *
 * @example driftOf(tf.tensor1d([1, 3])); // 5
 */
export const driftOf = (logits: Tensor): Scalar => tf.tidy(() => tf.mean<Scalar>(tf.square(logits)));

/**
 * The drift penalty of ProGAN: ε · mean D(x)², which keeps a Wasserstein critic's logits near 0. It asks the critic once more; who has the
 * logits at hand adds `driftOf(logits)` instead. The caller disposes the term.
 *
 * @throws GanError where an option is out of range.
 * @see Karras et al. 2018, "Progressive Growing of GANs", appendix A.1, https://arxiv.org/abs/1710.10196
 * @example const penalty = drift({ weight: 0.001 });
 */
export function drift({ weight = 0.001, at = 'reals', every = 1 }: DriftOptions = {}): MultiScalePenalty {
  checkPenalty('drift', { weight }, every);
  checkChoice('drift', 'at', at, ['reals', 'both']);
  return {
    name: 'drift',
    every,
    term: ({ critic, real, fake }) =>
      tf.tidy(() => {
        const reals = driftOf(critic(real));
        return tf.mul(at === 'both' ? tf.add(reals, driftOf(critic(fake))) : reals, weight);
      }),
  };
}
