import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerSlot } from './slotOptimizer';

/** Whose RMSProp. 'torch': epsilon outside the root, the rate outside the momentum. 'tensorflow': both inside; TensorFlow, Keras, TensorFlow.js. */
export type RmspropForm = 'torch' | 'tensorflow';

/** A variable, its mean square and what else a form keeps of it, all of one shape. */
export interface RmspropSlot extends OptimizerSlot {
  readonly meanSquare: tf.Variable;
  /** There where the mean square is centered. */
  readonly meanGradient?: tf.Variable;
  /** There where the momentum is above 0; always in the form of TensorFlow, which keeps the last change without it. */
  readonly momentum?: tf.Variable;
}

/** The numbers of one step, as scalars that all variables share. */
export interface RmspropScalars {
  /** ρ and 1 - ρ. */
  readonly decay: readonly [tf.Scalar, tf.Scalar];
  readonly rate: tf.Scalar;
  readonly epsilon: tf.Scalar;
  /** Undefined where it is 0. */
  readonly momentum: tf.Scalar | undefined;
}

/** ρ · average + (1 - ρ) · value */
const moved = (average: tf.Tensor, value: tf.Tensor, [decay, rest]: RmspropScalars['decay']): tf.Tensor =>
  tf.add(tf.mul(average, decay), tf.mul(value, rest));

/** One RMSProp update of one variable and what is kept of it, in place: 9 kernels without momentum and centering. */
export function rmspropUpdate(form: RmspropForm, slot: RmspropSlot, gradient: tf.Tensor, scalars: RmspropScalars): void {
  const { rate, epsilon, momentum } = scalars;
  tf.tidy(() => {
    const square = moved(slot.meanSquare, tf.square(gradient), scalars.decay);
    const mean = slot.meanGradient && moved(slot.meanGradient, gradient, scalars.decay);
    // Rounding may put the variance of a constant gradient below 0.
    const variance = mean ? tf.relu(tf.sub(square, tf.square(mean))) : square;
    const root = form === 'torch' ? tf.add(tf.sqrt(variance), epsilon) : tf.sqrt(tf.add(variance, epsilon));

    const scaled = form === 'torch' ? tf.div(gradient, root) : tf.div(tf.mul(gradient, rate), root);
    const direction = momentum && slot.momentum ? tf.add(tf.mul(slot.momentum, momentum), scaled) : scaled;
    slot.meanSquare.assign(square);
    if (mean) slot.meanGradient.assign(mean);
    slot.momentum?.assign(direction);
    slot.variable.assign(tf.sub(slot.variable, form === 'torch' ? tf.mul(direction, rate) : direction));
  });
}
