import { check, type Latents, type LatentSpace } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Straight lines, or great circles. */
export type InterpolationKind = 'lerp' | 'slerp';

/** What fits the space: normal points lie near a sphere, which slerp keeps to. */
export function kindFor(where: string, { distribution }: LatentSpace, kind: InterpolationKind | undefined): InterpolationKind {
  check(kind === undefined || ['lerp', 'slerp'].includes(kind), () => `${where}: kind must be 'lerp' or 'slerp'. Got '${kind ?? ''}'.`);
  return kind ?? (distribution === 'normal' ? 'slerp' : 'lerp');
}

/** Below this sine of the angle a great circle is a straight line to float32. */
const STRAIGHT = 1e-2;
/** So that a point of zeros has an angle. */
const TINY = 1e-12;

/**
 * The points between a and b: a, b `[N, …, D]` and N amounts, 0 for a and 1 for b → `[N, …, D]`. Call it in a tidy.
 *
 * - lerp: (1 - t) a + t b.
 * - slerp: (sin((1 - t) ω) a + sin(t ω) b) / sin ω, where ω is the angle between a and b, in each style by itself.
 *
 * @see White 2016, "Sampling Generative Networks", https://arxiv.org/abs/1609.04468
 */
export function between(kind: InterpolationKind, a: Tensor, b: Tensor, amounts: readonly number[]): Latents {
  const t = tf.reshape(tf.tensor1d([...amounts]), [-1, ...Array<number>(a.rank - 1).fill(1)]);
  const rest = tf.sub(1, t);
  const mix = (ofA: Tensor, ofB: Tensor): Latents => tf.add(tf.mul(ofA, a), tf.mul(ofB, b));
  if (kind === 'lerp') return mix(rest, t);
  const lengths = tf.mul(tf.norm(a, 2, -1, true), tf.norm(b, 2, -1, true));
  const cosine = tf.div(tf.sum(tf.mul(a, b), -1, true), tf.maximum(lengths, TINY));
  const angle = tf.acos(tf.clipByValue(cosine, -1, 1));
  const sine = tf.sin(angle);
  const curved = tf.greater(sine, STRAIGHT);
  const weight = (share: Tensor): Tensor => {
    const straight = tf.add(share, tf.zerosLike(sine));
    return tf.where(curved, tf.div(tf.sin(tf.mul(share, angle)), tf.maximum(sine, STRAIGHT)), straight);
  };
  return mix(weight(rest), weight(t));
}

/** Rows of points by their numbers. Call it in a tidy. */
export const pick = (points: Tensor, rows: readonly number[]): Tensor => tf.gather(points, tf.tensor1d([...rows], 'int32'));

/** Throws a GanError unless a number of images is whole and at least `least`. */
export function checkSteps(where: string, option: string, steps: number, least: number): void {
  check(Number.isInteger(steps) && steps >= least, () => `${where}: ${option} must be a whole number of at least ${least}. Got ${steps}.`);
}
