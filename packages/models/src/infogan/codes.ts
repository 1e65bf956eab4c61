import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LatentSource } from '../adversarial/latentSource';
import type { InfoganConfig } from './config';

type Codes = Pick<InfoganConfig, 'noiseSize' | 'categories' | 'continuous'>;
type Posterior = Pick<InfoganConfig, 'categories' | 'continuous' | 'fixedDeviation'>;

const sumOf = (list: readonly number[]): number => list.reduce((sum, size) => sum + size, 0);

/** The generator's inputs: noise, one-hot categorical codes, continuous codes, side by side in this order. */
export const latentSizeOf = ({ noiseSize, categories, continuous }: Codes): number => noiseSize + sumOf(categories) + continuous;

/** Where the categorical code begins in the latents. */
export const categoryOffset = ({ noiseSize, categories }: Codes, code: number): number => noiseSize + sumOf(categories.slice(0, code));

/** Where the continuous codes begin in the latents. */
export const continuousOffset = ({ noiseSize, categories }: Codes): number => noiseSize + sumOf(categories);

/** What Q says of an image: logits of each categorical code, a mean and a log variance of each continuous one. */
export const posteriorSizeOf = ({ categories, continuous }: Posterior): number => sumOf(categories) + 2 * continuous;

const columns = (x: Tensor2D, from: number, count: number): Tensor2D => tf.slice2d(x, [0, from], [x.shape[0], count]);

/** One-hot rows `[N, K]` of categories. */
export const oneHot = (categories: tf.Tensor1D, count: number): Tensor2D => tf.cast(tf.oneHot(categories, count), 'float32') as Tensor2D;

/**
 * InfoGAN's latents `[count, noise + categories + continuous]`: noise and continuous codes uniform in [-1, 1), each categorical code a one-hot vector,
 * all categories alike.
 */
export const codedLatents = (settings: Codes): LatentSource => ({
  name: 'noise and codes',
  draw: (count, random) =>
    tf.tidy(() => {
      const uniform = (size: number): Tensor2D => random.uniform([count, size], { low: -1, high: 1 }) as Tensor2D;
      const { noiseSize, categories, continuous } = settings;
      const parts = [uniform(noiseSize), ...categories.map((kinds) => oneHot(random.integers(count, kinds), kinds))];
      return tf.concat2d(continuous > 0 ? [...parts, uniform(continuous)] : parts, 1);
    }),
});

/** The codes in latents: one-hot vectors, and the continuous ones `[N, continuous]`, of no width where there are none. */
export function codesOf(settings: Codes, latents: Tensor2D): { readonly categories: readonly Tensor2D[]; readonly continuous: Tensor2D } {
  const { categories, continuous } = settings;
  return {
    categories: categories.map((kinds, code) => columns(latents, categoryOffset(settings, code), kinds)),
    continuous: columns(latents, continuousOffset(settings), continuous),
  };
}

/** What Q says of codes. */
export type CodePosterior = {
  /** Logits `[N, K]` of each categorical code. */
  readonly categories: Tensor2D[];
  /** Of the continuous codes, `[N, continuous]`. */
  readonly means: Tensor2D;
  /** Of the continuous codes, `[N, continuous]`; where the deviation is fixed nothing depends on them. */
  readonly logVariances: Tensor2D;
};

/** Q's output by its parts. */
export function posteriorOf({ categories, continuous }: Posterior, output: Tensor2D): CodePosterior {
  const ofCategories = sumOf(categories);
  return {
    categories: categories.map((kinds, code) => columns(output, sumOf(categories.slice(0, code)), kinds)),
    means: columns(output, ofCategories, continuous),
    logVariances: columns(output, ofCategories + continuous, continuous),
  };
}

/** The latents with other columns from `from` on, of codes that noise stands before. */
export function withColumns(latents: Tensor2D, from: number, values: Tensor2D): Tensor2D {
  const width = latents.shape[1];
  const end = from + values.shape[1];
  const behind = end < width ? [columns(latents, end, width - end)] : [];
  return tf.concat2d([columns(latents, 0, from), values, ...behind], 1);
}
