import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

/** What an attention gives. The caller disposes both. */
export interface Attended<T extends Tensor = Tensor> {
  readonly y: T;
  /** The weights: over the last axis, that of the keys, they add up to 1. */
  readonly attention: Tensor;
}

/** Far below any score, yet finite: minus infinity would make NaN of a query that may attend to nothing, and in the derivatives. */
const FORBIDDEN = -1e9;

function checkMask(where: string, scores: Tensor, mask: Tensor): void {
  const own = [...scores.shape.slice(scores.rank - mask.rank)];
  const fits = mask.rank <= scores.rank && mask.shape.every((size, axis) => size === 1 || size === own[axis]);
  check(
    fits,
    () =>
      `${where}: the mask must fit the scores [${scores.shape.join(', ')}] from the right, with 1 where it is the same for all. ` +
      `Got [${mask.shape.join(', ')}].`,
  );
}

/** Softmax over the keys that the mask (1: may attend) allows, then the mean of the values by these weights. To be called in a tidy. */
export function attend(where: string, scores: Tensor, values: Tensor, mask?: Tensor): Attended {
  if (mask) checkMask(where, scores, mask);
  const allowed = mask ? tf.add(scores, tf.mul(tf.sub(1, tf.cast(mask, 'float32')), FORBIDDEN)) : scores;
  const attention = tf.softmax(allowed);
  return { y: tf.matMul(attention, values), attention };
}
