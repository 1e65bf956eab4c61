import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerSlot } from './slotOptimizer';

/** A variable and its two moments, all of one shape. */
export interface AdamSlot extends OptimizerSlot {
  readonly firstMoment: tf.Variable;
  readonly secondMoment: tf.Variable;
}

/** The numbers of one step, as scalars that all variables share. */
export interface AdamScalars {
  /** β₁ and 1 - β₁; undefined where β₁ = 0: the first moment is then the gradient. */
  readonly first: readonly [tf.Scalar, tf.Scalar] | undefined;
  /** β₂ and 1 - β₂. */
  readonly second: readonly [tf.Scalar, tf.Scalar];
  /** learningRate · √(1 - β₂ᵗ) / (1 - β₁ᵗ) */
  readonly rate: tf.Scalar;
  /** epsilon · √(1 - β₂ᵗ) */
  readonly offset: tf.Scalar;
}

/** The scalars of step `step` (from 1): both bias corrections go into `rate` and `offset`, since lr·m̂ / (√v̂ + ε) = rate·m / (√v + offset). */
export function adamScalars(step: number, learningRate: number, beta1: number, beta2: number, epsilon: number): AdamScalars {
  const correction = Math.sqrt(1 - beta2 ** step);
  return {
    first: beta1 === 0 ? undefined : [tf.scalar(beta1), tf.scalar(1 - beta1)],
    second: [tf.scalar(beta2), tf.scalar(1 - beta2)],
    rate: tf.scalar((learningRate * correction) / (1 - beta1 ** step)),
    offset: tf.scalar(epsilon * correction),
  };
}

/** One Adam update of one variable and its moments, in place: 12 kernels, 9 where β₁ = 0. */
export function adamUpdate(
  { variable, firstMoment, secondMoment }: AdamSlot,
  gradient: tf.Tensor,
  { first, second, rate, offset }: AdamScalars,
): void {
  tf.tidy(() => {
    const m = first ? tf.add(tf.mul(firstMoment, first[0]), tf.mul(gradient, first[1])) : gradient;
    const v = tf.add(tf.mul(secondMoment, second[0]), tf.mul(tf.square(gradient), second[1]));
    const change = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), offset));
    firstMoment.assign(m);
    secondMoment.assign(v);
    variable.assign(tf.sub(variable, change));
  });
}
