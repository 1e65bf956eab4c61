import * as tf from '@tensorflow/tfjs-core';
import { constant } from '../autodiff/constant';
import { hasOwnKernel } from '../autodiff/ownKernel';
import { emaUpdate } from './emaUpdate';
import { moveVariables } from './moveVariables';

/**
 * One step of an exponential moving average that a variable holds: average ← average · decay + value · (1 - decay), by `emaUpdate`'s formula.
 *
 * Both have one shape. Nothing of it is differentiated, nothing is left over, and other tensors that share the variable's data keep the old values.
 *
 * @example
 * const average = tf.variable(tf.zeros([2]));
 * moveAverage(average, tf.ones([2]), 0.75);
 * average; // [0.25, 0.25]
 */
export function moveAverage(average: tf.Variable, value: tf.Tensor, decay: number): void {
  constant(() => {
    if (decay > 0 && hasOwnKernel('GanEma')) moveVariables('GanEma', { average }, { value }, { decay });
    else tf.tidy(() => average.assign(emaUpdate(average, value, decay)));
  });
}
