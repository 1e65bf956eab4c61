import { check } from '@ganblocks/core';
import type { JsonObject } from '@ganblocks/core';
import { pointMixture } from './pointMixture';
import type { PointMixture } from './pointMixture';

export interface RingMixtureOptions {
  /** Default: 8. */
  readonly modes?: number;
  /** Default: 2. */
  readonly radius?: number;
  /** Default: 0.02. */
  readonly deviation?: number;
}

/**
 * Gaussians on a ring, equally likely: centre k at (r cos 2πk/K, r sin 2πk/K). The numbers are those of the 8 Gaussians in WGAN-GP's code, before it divides
 * by 1.414.
 *
 * An endless data set of `{ points [B, 2], modes [B] }`, its `size` nominal; the caller disposes both.
 *
 * @throws GanError where a number is out of range.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 5, https://arxiv.org/abs/1704.00028
 * @example const { points } = await ringMixture().stream({ batchSize: 4, seed: 7 }).next(); // [4, 2]
 */
export function ringMixture({ modes = 8, radius = 2, deviation = 0.02 }: RingMixtureOptions = {}): PointMixture {
  checkModes('ringMixture', 'modes', modes);
  const centres = Array.from({ length: modes }, (_, k): [number, number] => {
    const angle = (2 * Math.PI * k) / modes;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return gaussians('ring', centres, deviation, { modes, radius, deviation });
}

export interface GridMixtureOptions {
  /** Modes a row and a column. Default: 5, so 25 modes. */
  readonly side?: number;
  /** Between neighbours. Default: 2. */
  readonly spacing?: number;
  /** Default: 0.05. */
  readonly deviation?: number;
}

/**
 * Gaussians on a square grid around 0, equally likely, row by row from the lowest. The numbers are those of the 25 Gaussians in WGAN-GP's code, before it
 * divides by 2.828.
 *
 * An endless data set of `{ points [B, 2], modes [B] }`, its `size` nominal; the caller disposes both.
 *
 * @throws GanError where a number is out of range.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 5, https://arxiv.org/abs/1704.00028
 * @example gridMixture({ side: 3 }).centres[0]; // [-2, -2]
 */
export function gridMixture({ side = 5, spacing = 2, deviation = 0.05 }: GridMixtureOptions = {}): PointMixture {
  checkModes('gridMixture', 'side', side);
  const at = (k: number): number => (k - (side - 1) / 2) * spacing;
  const centres = Array.from({ length: side * side }, (_, k): [number, number] => [at(k % side), at(Math.floor(k / side))]);
  return gaussians('grid', centres, deviation, { side, spacing, deviation });
}

export interface SwissRollOptions {
  /** Of the noise, before scaling. Default: 0.25. */
  readonly noise?: number;
  /** What points are divided by. Default: 7.5, as in WGAN-GP's code. */
  readonly scale?: number;
}

/**
 * A spiral: (t cos t, t sin t) with t uniform in [1.5 π, 4.5 π), noise added, divided by `scale`. It has no modes: `centres` is empty, `modes` -1.
 *
 * An endless data set of `{ points [B, 2], modes [B] }`, its `size` nominal; the caller disposes both.
 *
 * @throws GanError where a number is out of range.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 5, https://arxiv.org/abs/1704.00028
 * @example const { points } = await swissRoll().stream({ batchSize: 4, seed: 7 }).next(); // [4, 2]
 */
export function swissRoll({ noise = 0.25, scale = 7.5 }: SwissRollOptions = {}): PointMixture {
  check(scale > 0 && Number.isFinite(scale), () => `swissRoll: scale must be above 0. Got ${scale}.`);
  return pointMixture({
    name: 'swiss roll',
    centres: [],
    deviation: noise / scale,
    options: { noise, scale },
    draw(random) {
      const t = 1.5 * Math.PI * (1 + 2 * random.next());
      return { at: [(t * Math.cos(t)) / scale, (t * Math.sin(t)) / scale], mode: -1 };
    },
  });
}

function gaussians(name: string, centres: readonly (readonly [number, number])[], deviation: number, options: JsonObject): PointMixture {
  const finite = centres.flat().every((coordinate) => Number.isFinite(coordinate));
  check(finite, () => `${name}: radius and spacing must be finite numbers. Got ${JSON.stringify(options)}.`);
  return pointMixture({
    name,
    centres,
    deviation,
    options,
    draw(random) {
      const mode = Math.floor(random.next() * centres.length);
      return { at: centres[mode]!, mode };
    },
  });
}

function checkModes(where: string, option: string, count: number): void {
  check(Number.isSafeInteger(count) && count > 0, () => `${where}: ${option} must be a whole number above 0. Got ${count}.`);
}
