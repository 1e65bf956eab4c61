import { check, type Latents, type LatentSpace, randomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { truncate, type TruncateOptions } from './truncate';

export interface SampleSeedsOptions extends TruncateOptions {
  /** As in `truncate`. Default: none. */
  readonly psi?: number;
}

/**
 * The point of each seed: seeds → `[N, D]`. A seed has the same point whatever stands beside it. The caller disposes.
 *
 * @throws GanError where there are no seeds, or a seed is no integer of at least 0.
 * @example const z = seedLatents(gan.latents, [3, 14]); // what `interpolate` and its like start from
 */
export function seedLatents(space: LatentSpace, seeds: readonly number[]): Tensor2D {
  checkSeeds('seedLatents', seeds);
  return tf.tidy(() => tf.concat(seeds.map((seed) => space.draw(1, randomStream(seed).split('latents')))));
}

/**
 * The image of each seed: seeds → `[N, H, W, C]`. Point, noise and so the image belong to the seed alone: image 7 is the same in every call, by
 * itself or among others. Images are rendered one at a time, as StyleGAN's scripts do. The caller disposes.
 *
 * @throws GanError where there are no seeds, a seed is no integer of at least 0, or ψ does not fit the space.
 * @example
 * const images = sampleSeeds(gan.latents, parseSeeds('1-8')); // [8, 28, 28, 1]
 */
export function sampleSeeds(space: LatentSpace, seeds: readonly number[], { psi, ...options }: SampleSeedsOptions = {}): Tensor4D {
  checkSeeds('sampleSeeds', seeds);
  return tf.tidy(() =>
    tf.concat(seeds.map((seed) => renderSeed(space, seed, (z) => (psi === undefined ? z : truncate(space, z, psi, options))))),
  );
}

/** The image `[1, H, W, C]` of a seed whose point is changed on the way. Call it in a tidy. */
export function renderSeed(space: LatentSpace, seed: number, change: (latents: Latents) => Latents): Tensor4D {
  const own = randomStream(seed);
  return space.render(change(space.draw(1, own.split('latents'))), { random: own.split('noise') });
}

/** Throws a GanError where there are none; which numbers are seeds is the stream's business. */
export function checkSeeds(where: string, seeds: readonly number[]): void {
  check(seeds.length > 0, () => `${where}: expected at least one seed. Got none.`);
}
