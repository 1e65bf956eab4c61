import * as tf from '@tensorflow/tfjs-core';
import { hasOwnKernel } from '../autodiff/ownKernel';
import { moved, shares } from './movingAverage';
import { moveVariables } from './moveVariables';
import type { OptimizerSlot, SlotUpdate } from './slotOptimizer';

/** A variable and its two moments, all of one shape. */
export interface AdamSlot extends OptimizerSlot {
  readonly firstMoment: tf.Variable;
  readonly secondMoment: tf.Variable;
}

/** The numbers of one step. */
export interface AdamNumbers {
  readonly beta1: number;
  readonly beta2: number;
  /** learningRate · √(1 - β₂ᵗ) / (1 - β₁ᵗ) */
  readonly rate: number;
  /** epsilon · √(1 - β₂ᵗ) */
  readonly offset: number;
}

/** The numbers of step `step` (from 1): both bias corrections go into `rate` and `offset`, since lr·m̂ / (√v̂ + ε) = rate·m / (√v + offset). */
export function adamNumbers(step: number, learningRate: number, beta1: number, beta2: number, epsilon: number): AdamNumbers {
  const correction = Math.sqrt(1 - beta2 ** step);
  return { beta1, beta2, rate: (learningRate * correction) / (1 - beta1 ** step), offset: epsilon * correction };
}

/** Adam's update of a variable and its moments: one kernel of ours, or composed. Call it inside a tidy, once for all variables of a step. */
export const adamUpdate = (numbers: AdamNumbers): SlotUpdate<AdamSlot> => (hasOwnKernel('GanAdam') ? fused(numbers) : composed(numbers));

const fused =
  (numbers: AdamNumbers): SlotUpdate<AdamSlot> =>
  ({ variable, firstMoment, secondMoment }, gradient) =>
    moveVariables('GanAdam', { variable, firstMoment, secondMoment }, { gradient }, { ...numbers });

/** 12 kernels a variable, 9 where β₁ = 0: the first moment is then the gradient. The scalars are those of all variables. */
function composed({ beta1, beta2, rate, offset }: AdamNumbers): SlotUpdate<AdamSlot> {
  const [first, second] = [shares(beta1), shares(beta2)];
  const [step, root] = [tf.scalar(rate), tf.scalar(offset)];
  return ({ variable, firstMoment, secondMoment }, gradient) =>
    tf.tidy(() => {
      const m = beta1 === 0 ? gradient : moved(firstMoment, gradient, first);
      const v = moved(secondMoment, tf.square(gradient), second);
      const change = tf.div(tf.mul(m, step), tf.add(tf.sqrt(v), root));
      firstMoment.assign(m);
      secondMoment.assign(v);
      variable.assign(tf.sub(variable, change));
    });
}
