import { check, GanError, type Latents, type LatentSpace, ops } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { checkLatents } from './checkLatents';
import { inverseErf } from './inverseErf';
import { perStyle } from './perStyle';

/** Behind this many deviations lies less than a millionth of the normal distribution: float32 has no finer quantiles. */
const FARTHEST = 5;

export interface TruncateOptions {
  /** How many layers, from the first on, are truncated, of a mapped space with styles; StyleGAN has 8. Default all. */
  readonly layers?: number;
}

/**
 * Truncation: points nearer to the middle of their space, whose images are better and more alike the smaller ψ is. What ψ means depends on how
 * the space's numbers lie:
 * - mapped, such as w: w_avg + ψ (w - w_avg). 1 leaves the points, 0 makes them all the average, below 0 lie opposites.
 * - normal, such as z of BigGAN: a threshold. Points get the truncated normal distribution, all numbers within [-ψ, ψ]: 2 is mild, 0.04 strong.
 * - uniform: ψ z. 1 leaves the points.
 *
 * Where BigGAN draws numbers beyond the threshold anew, each number here becomes that of the truncated distribution with the same quantile,
 * Φ⁻¹: the distribution is the same, nothing is drawn, and a point keeps its character for all ψ.
 *
 * Shapes: latents `[N, D]` or `[N, L, D]` → the same; with `layers` always `[N, L, D]`. The caller disposes.
 *
 * @throws GanError where ψ is out of range, or points or `layers` do not fit the space.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", section 3.1, https://arxiv.org/abs/1809.11096
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", appendix B, https://arxiv.org/abs/1812.04948
 * @example
 * const z = truncate(gan.latents, gan.latents.draw(16, randomStream(1)), 0.5); // all numbers within [-0.5, 0.5]
 */
export function truncate(space: LatentSpace, latents: Latents, psi: number, { layers }: TruncateOptions = {}): Latents {
  checkLatents('truncate', 'latents', space, latents);
  const { name, distribution } = space;
  check(layers === undefined || distribution === 'mapped', () => {
    return `truncate: layers needs a mapped space with styles, such as StyleGAN's w. Got '${name}', which is ${distribution}.`;
  });
  switch (distribution) {
    case 'mapped':
      return truncateMapped(space, latents, psi, layers);
    case 'uniform':
      check(psi >= 0 && psi <= 1, () => `truncate: psi of '${name}' must lie in [0, 1]. Got ${psi}.`);
      return tf.mul(latents, psi);
    case 'normal':
      check(psi > 0, () => `truncate: psi of '${name}' is a threshold and must be above 0. Got ${psi}.`);
      return truncateNormal(latents, psi) as Latents;
    case 'mixed':
      throw new GanError(
        `truncate: '${name}' must lie in one way all over. Got one whose numbers lie each in its own. Change its codes instead.`,
      );
  }
}

function truncateMapped(space: LatentSpace, latents: Latents, psi: number, layers: number | undefined): Latents {
  check(
    space.centre !== undefined,
    () => `truncate: the mapped space '${space.name}' needs a centre. Got none. Give it the average of its points.`,
  );
  return tf.tidy(() => {
    const average = space.centre!();
    return layers === undefined
      ? ops.truncate<Tensor>(latents, { average, psi })
      : ops.truncate<Tensor>(perStyle('truncate', space, latents), { average, psi, layers });
  }) as Latents;
}

/** z → √2 erf⁻¹(erf(z / √2) · erf(threshold / √2)). */
const truncateNormal = (z: Tensor, threshold: number): Tensor =>
  tf.tidy(() => {
    if (threshold >= FARTHEST) return tf.clipByValue(z, -threshold, threshold);
    const share = tf.mul(tf.erf(tf.div(z, Math.SQRT2)), tf.erf(tf.scalar(threshold / Math.SQRT2)));
    return tf.clipByValue(tf.mul(inverseErf(share), Math.SQRT2), -threshold, threshold);
  });
