import * as tf from '@tensorflow/tfjs-core';
import { hasOwnKernel } from '../autodiff/ownKernel';
import { moved, shares } from './movingAverage';
import { moveVariables } from './moveVariables';
import type { OptimizerSlot, SlotUpdate } from './slotOptimizer';

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

/** The form and the numbers of one step. */
export interface RmspropNumbers {
  readonly form: RmspropForm;
  /** ρ */
  readonly decay: number;
  readonly rate: number;
  readonly epsilon: number;
  readonly momentum: number;
}

/** RMSProp's update of a variable and what is kept of it: one kernel of ours, or composed. Call it inside a tidy, once for all variables of a step. */
export const rmspropUpdate = (numbers: RmspropNumbers): SlotUpdate<RmspropSlot> =>
  hasOwnKernel('GanRmsProp') ? fused(numbers) : composed(numbers);

const fused =
  (numbers: RmspropNumbers): SlotUpdate<RmspropSlot> =>
  ({ variable, meanSquare, meanGradient, momentum }, gradient) =>
    moveVariables('GanRmsProp', { variable, meanSquare, meanGradient, momentum }, { gradient }, { ...numbers });

/** 9 kernels a variable without momentum and centering. The scalars are those of all variables. */
function composed(numbers: RmspropNumbers): SlotUpdate<RmspropSlot> {
  const { form } = numbers;
  const decay = shares(numbers.decay);
  const [rate, epsilon] = [tf.scalar(numbers.rate), tf.scalar(numbers.epsilon)];
  const momentum = numbers.momentum > 0 ? tf.scalar(numbers.momentum) : undefined;
  return (slot, gradient) =>
    tf.tidy(() => {
      const square = moved(slot.meanSquare, tf.square(gradient), decay);
      const mean = slot.meanGradient && moved(slot.meanGradient, gradient, decay);
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
