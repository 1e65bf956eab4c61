import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { check, stopGradient, type Stateful } from '@ganblocks/core';
import { checkWeights } from '../checks/checkWeights';
import { restoreScalars } from '../state/restoreScalars';

export interface LeCamOptions {
  /** λ. Default 0.3. */
  readonly weight?: number;
  /** The share of an average that stays at a step. Default 0.99. */
  readonly decay?: number;
  /** Whether only logits on the wrong side of the other average count, as in the released code; false is the paper's formula. Default true. */
  readonly rectified?: boolean;
  /** Steps before which the averages are the last batch's means and the term is 0, as in the released code. Default 1000. */
  readonly startStep?: number;
}

export interface LeCam extends Stateful {
  /** The term of this step, and the averages' move. Call it once a step of the critic, inside `minimize`. */
  term(real: Tensor, fake: Tensor, step: number): Scalar;
  dispose(): void;
}

export interface LeCamAverages {
  readonly real: Tensor;
  readonly fake: Tensor;
}

/**
 * The LeCam term at given averages: mean (r - a_fake)² + mean (f - a_real)², without weight; rectified: mean relu(r - a_fake)² +
 * mean relu(a_real - f)².
 *
 * Shapes: logits of any shape → scalar. Differentiable to any order. The caller disposes.
 *
 * @see Tseng et al. 2021, "Regularizing Generative Adversarial Networks under Limited Data", https://arxiv.org/abs/2104.03310
 * @example leCamAt(tf.tensor1d([2]), tf.tensor1d([-1]), { real: tf.scalar(1), fake: tf.scalar(0) }); // 8
 */
export function leCamAt(
  real: Tensor,
  fake: Tensor,
  averages: LeCamAverages,
  { rectified = true }: Pick<LeCamOptions, 'rectified'> = {},
): Scalar {
  const sided = (x: Tensor): Tensor => tf.square(rectified ? tf.relu(x) : x);
  return tf.tidy(() => tf.add(tf.mean<Scalar>(sided(tf.sub(real, averages.fake))), tf.mean<Scalar>(sided(tf.sub(averages.real, fake)))));
}

/**
 * LeCam regularization: draws the critic's logits of reals towards the average logit of fakes and the other way round,
 * λ · (mean relu(r - a_fake)² + mean relu(a_real - f)²), where the averages move by a ← decay · a + (1 - decay) · mean.
 *
 * The averages are constants to every derivative; they are the state, and begin at 0. For small data sets. The caller disposes.
 *
 * @throws GanError where an option is out of range.
 * @see Tseng et al. 2021, "Regularizing Generative Adversarial Networks under Limited Data", https://arxiv.org/abs/2104.03310
 * @see https://github.com/google/lecam-gan for the rectifiers and the start
 * @example const regularization = leCam({ weight: 0.3 });
 */
export function leCam({ weight = 0.3, decay = 0.99, rectified = true, startStep = 1000 }: LeCamOptions = {}): LeCam {
  checkWeights('leCam', { weight });
  check(decay >= 0 && decay < 1, () => `leCam: decay must lie in [0, 1). Got ${decay}.`);
  check(Number.isInteger(startStep) && startStep >= 0, () => `leCam: startStep must be an integer >= 0. Got ${startStep}.`);
  const averages = tf.tidy(() => ({ real: tf.variable(tf.scalar(0), false), fake: tf.variable(tf.scalar(0), false) }));

  return {
    term: (real, fake, step) =>
      tf.tidy(() => {
        const kept = step < startStep ? 0 : decay;
        const move = (average: Variable<tf.Rank.R0>, logits: Tensor): void =>
          average.assign(tf.add(tf.mul(average, kept), tf.mul(tf.mean<Scalar>(stopGradient(logits)), 1 - kept)));
        move(averages.real, real);
        move(averages.fake, fake);
        return step < startStep ? tf.scalar(0) : tf.mul(leCamAt(real, fake, averages, { rectified }), weight);
      }),
    tensors: () => ({ ...averages }),
    toJson: () => ({}),
    restore: (tensors) => restoreScalars('leCam', averages, tensors),
    dispose: () => tf.dispose([averages.real, averages.fake]),
  };
}
