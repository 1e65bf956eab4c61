import { check, type Latents, type LatentSpace } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { between, checkSteps, type InterpolationKind, kindFor, pick } from './between';
import { checkLatents } from './checkLatents';

export interface InterpolateOptions {
  /** `[1, D]` or `[1, L, D]`. */
  readonly from: Latents;
  /** As `from`. */
  readonly to: Latents;
  /** Points on the way, both ends among them. Default 16. */
  readonly steps?: number;
  /** Default: 'slerp' for a normal space, 'lerp' for all others. */
  readonly kind?: InterpolationKind;
}

/**
 * Points on the way from one point to another, evenly spaced: 'lerp' on a straight line, (1 - t) a + t b; 'slerp' on a great circle. Normal
 * points of many dimensions all lie at much the same distance from the middle, where the generator has learned; a straight line cuts through
 * the empty middle.
 *
 * Shapes: `[1, …, D]` → `[steps, …, D]`, both ends among them. The caller disposes.
 *
 * @throws GanError where a point does not fit the space, or an option is out of range.
 * @see White 2016, "Sampling Generative Networks", https://arxiv.org/abs/1609.04468
 * @example
 * const [from, to] = [seedLatents(gan.latents, [1]), seedLatents(gan.latents, [2])];
 * const frames = await renderPictures(gan.latents, interpolate(gan.latents, { from, to, steps: 12 }));
 * const gif = encodeGif(frames);
 */
export function interpolate(space: LatentSpace, { from, to, steps = 16, kind }: InterpolateOptions): Latents {
  checkLatents('interpolate', 'from', space, from, 1);
  checkLatents('interpolate', 'to', space, to, 1);
  check(from.rank === to.rank, () => `interpolate: from and to must have the same shape. Got ${from.rank} and ${to.rank} axes.`);
  checkSteps('interpolate', 'steps', steps, 2);
  const chosen = kindFor('interpolate', space, kind);
  const amounts = Array.from({ length: steps }, (_, i) => i / (steps - 1));
  return tf.tidy(() => {
    const rows = amounts.map(() => 0);
    return between(chosen, pick(from, rows), pick(to, rows), amounts);
  });
}
