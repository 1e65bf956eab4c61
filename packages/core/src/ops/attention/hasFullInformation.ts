import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

/** Whether there is a way, 1 or 0, through one more step. */
const through = (later: Tensor2D, earlier: Tensor2D): Tensor2D =>
  tf.cast<Tensor2D>(tf.greater<Tensor2D>(tf.matMul(tf.cast(later, 'float32'), tf.cast(earlier, 'float32')), 0.5), 'float32');

/**
 * Whether steps of masked attention, one after the other, carry information from every position to every other: whether the graph with
 * an edge for each 1 of a mask, a layer of it for each step, has a path from each position before to each position after.
 *
 * Shapes: each mask `[positions after the step, positions before it]`, the first step first. The caller keeps the masks.
 *
 * @throws GanError where there is no step, or a step does not read the positions that the one before gives.
 * @see Daras, Odena, Zhang & Dimakis 2020, "Your Local GAN", section 3, https://arxiv.org/abs/1911.12287
 * @example
 * const of = (pattern: 'floor' | 'repetitive') => sparseAttentionMask({ rows: 4, columns: 4, pool: 1, pattern, direction: 'leftToRight' });
 * await hasFullInformation([of('floor'), of('repetitive')]); // true
 */
export async function hasFullInformation(steps: readonly Tensor2D[]): Promise<boolean> {
  check(steps.length > 0, () => 'hasFullInformation: steps must hold at least one mask. Got none.');
  const fits = steps.every((step, i) => step.rank === 2 && (i === 0 || step.shape[1] === steps[i - 1]?.shape[0]));
  check(fits, () => {
    const got = steps.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
    return `hasFullInformation: each mask [after, before] must read what the one before it gives. Got ${got}.`;
  });
  const least = tf.tidy(() => tf.min(steps.slice(1).reduce((paths, step) => through(step, paths), tf.cast(steps[0]!, 'float32'))));
  const [reached = 0] = await least.data();
  least.dispose();
  return reached > 0;
}
