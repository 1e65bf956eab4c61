import { check, type LatentSpace } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkSeeds, renderSeed } from './sampleSeeds';
import { truncate, type TruncateOptions } from './truncate';

export interface TruncationSweepOptions extends TruncateOptions {
  /** One for each row. */
  readonly seeds: readonly number[];
  /** One for each column, as in `truncate`: [1, 0.7, 0.5, 0] for w, [2, 1, 0.5, 0.04] for a normal z. */
  readonly psis: readonly number[];
}

/**
 * The same samples with stronger and stronger truncation: S seeds, P values of ψ → S · P images `[S · P, H, W, C]`, a row a seed, for
 * `imageGrid(images, { columns: psis.length })`. The noise of a row is the same in all its images. The caller disposes.
 *
 * @throws GanError where there are no seeds or no ψ, or ψ does not fit the space.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", figure 8, https://arxiv.org/abs/1812.04948
 * @example
 * const psis = [2, 1, 0.5, 0.04];
 * const picture = await imageGrid(truncationSweep(gan.latents, { seeds: [1, 2, 3], psis }), { columns: psis.length });
 */
export function truncationSweep(space: LatentSpace, { seeds, psis, ...options }: TruncationSweepOptions): Tensor4D {
  checkSeeds('truncationSweep', seeds);
  check(psis.length > 0, () => 'truncationSweep: expected at least one psi. Got none.');
  return tf.tidy(() =>
    tf.concat(seeds.flatMap((seed) => psis.map((psi) => tf.tidy(() => renderSeed(space, seed, (z) => truncate(space, z, psi, options)))))),
  );
}
