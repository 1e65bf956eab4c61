import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../contracts/randomStream';
import { checkRank } from '../ops/checks';
import { type AdaDraw, drawColors, drawCutout, drawGains, drawGeometry, drawNoise } from './adaDraws';
import { type AdaMagnitudes, type AdaPipe, type AdaStrengths, magnitudesOf, strengthsOf } from './adaStrengths';
import type { Augmentation } from './augmentation';
import { checkProbability } from './checkProbability';
import { forEachImage } from './draws';
import { isIdentity, type Matrix } from './matrix';
import { onChosen } from './onChosen';
import { addNoise, cutout, filterBands, transformColors, transformGeometry } from './steps/index';

export interface AdaPipelineOptions {
  /** Which transformations: a preset such as 'bg' or 'bgcfnc', or a multiplier for each by name. Default 'bgc'. */
  readonly pipe?: AdaPipe | AdaStrengths;
  /** What the multipliers are multiplied by. Default 1. */
  readonly probability?: number;
  /** How far each transformation goes. */
  readonly magnitudes?: AdaMagnitudes;
}

const isChanged = (matrix: Matrix): boolean => !isIdentity(matrix);

/** Each change of `change` where there is one: only what is chosen is computed, and chosen for each image by itself. */
function changed(images: Tensor4D, at: AdaDraw): Tensor4D {
  const [batch, height, width, channels] = images.shape;
  const draw = <T>(one: () => T): T[] => forEachImage(batch, one);
  const geometry = draw(() => drawGeometry(at, { height, width }));
  const colors = draw(() => drawColors(at, channels));
  const gains = draw(() => drawGains(at));
  const deviations = draw(() => drawNoise(at));
  const boxes = draw(() => drawCutout(at));

  const moved = onChosen(images, geometry.map(isChanged), (some) => transformGeometry(some, geometry.filter(isChanged)));
  const colored = colors.some(isChanged) ? transformColors(moved, colors) : moved;
  const isFiltered = (row: readonly number[]): boolean => row.some((gain) => gain !== 1);
  const filtered = onChosen(colored, gains.map(isFiltered), (some) => filterBands(some, gains.filter(isFiltered)));
  const noisy = deviations.some((one) => one > 0) ? addNoise(filtered, at.random.normal(images.shape), deviations) : filtered;
  if (boxes.every(({ size }) => size[0] === 0)) return noisy;
  return cutout(noisy, { centers: boxes.map(({ center }) => center), sizes: boxes.map(({ size }) => size) });
}

/** The checked options as a function of images, stream and probability. */
export function adaTransform(where: string, { pipe = 'bgc', magnitudes = {} }: Pick<AdaPipelineOptions, 'pipe' | 'magnitudes'>) {
  const given = { strengths: strengthsOf(where, pipe), magnitudes: magnitudesOf(where, magnitudes) };
  return (images: Tensor4D, random: RandomStream, probability: number): Tensor4D => {
    checkRank(where, 'images', images, 4, 'N, H, W, C');
    return tf.tidy(() => tf.clone(changed(images, { ...given, random, probability })));
  };
}

/**
 * The transformations of ADA at a probability that stays: each is done to each image with the probability multiplier · `probability`, independently.
 *
 * In this order: flip, quarter turn, translation by whole pixels, scaling, rotation, anisotropic scaling, rotation, translation, all as one resampling;
 * brightness, contrast, luma flip, hue, saturation, as one matrix; octaves of frequencies; noise; cutout. An image that the draws leave out is not touched:
 * at probability 0 the result is equal to the images, digit by digit.
 *
 * Shapes: `[N, H, W, C]` → the same, of 1 or 3 channels if colours are changed. Differentiable to any order by the images. All draws but the noise are made on
 * the host and wait for nothing. The caller disposes.
 *
 * @throws GanError where an option is unknown or out of range.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B, https://arxiv.org/abs/2006.06676
 * @example const turned = adaPipeline({ pipe: { rotate: 1 }, probability: 0.5 }).apply(images, randomStream(7));
 */
export function adaPipeline({ probability = 1, ...options }: AdaPipelineOptions = {}): Augmentation {
  checkProbability('adaPipeline', 'probability', probability);
  const transform = adaTransform('adaPipeline', options);
  return { name: 'adaPipeline', apply: (images, random) => transform(images, random, probability) };
}
