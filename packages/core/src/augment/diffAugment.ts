import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../contracts/randomStream';
import { check, shown } from '../errors/index';
import { checkRank } from '../ops/checks';
import type { Augmentation } from './augmentation';
import { between, forEachImage, integerIn } from './draws';
import { adjustBrightness, adjustContrast, adjustSaturation, cutoutPixels, translate } from './steps/index';

/** 'color': brightness, saturation, contrast. */
export type DiffAugmentStep = 'color' | 'translation' | 'cutout';

export interface DiffAugmentOptions {
  /** Which changes, in this order. Default all: color, translation, cutout. */
  readonly policy?: readonly DiffAugmentStep[];
  /** The longest translation, as a share of the size. Default 1/8. */
  readonly translationRatio?: number;
  /** Height and width of what is cut out, as a share of the image's. Default 1/2. */
  readonly cutoutRatio?: number;
}

interface Ratios {
  readonly translation: number;
  readonly cutout: number;
}
type Step = (images: Tensor4D, random: RandomStream, ratios: Ratios) => Tensor4D;

const share = (size: number, ratio: number): number => Math.floor(size * ratio + 0.5);

function color(images: Tensor4D, random: RandomStream): Tensor4D {
  const factors = (low: number, high: number): number[] => forEachImage(images.shape[0], () => between(random, low, high));
  const bright = adjustBrightness(images, factors(-0.5, 0.5));
  return adjustContrast(adjustSaturation(bright, factors(0, 2)), factors(0.5, 1.5));
}

function translation(images: Tensor4D, random: RandomStream, ratios: Ratios): Tensor4D {
  const [batch, height, width] = images.shape;
  const shifts = (most: number): number[] => forEachImage(batch, () => integerIn(random, 2 * most + 1) - most);
  return translate(images, { rows: shifts(share(height, ratios.translation)), columns: shifts(share(width, ratios.translation)) });
}

function cutout(images: Tensor4D, random: RandomStream, ratios: Ratios): Tensor4D {
  const [batch, height, width] = images.shape;
  const size = [share(height, ratios.cutout), share(width, ratios.cutout)] as const;
  // One place more for an even length, which has no pixel in its middle.
  const middles = (length: number, cut: number): number[] => forEachImage(batch, () => integerIn(random, length + 1 - (cut % 2)));
  return cutoutPixels(images, { rows: middles(height, size[0]), columns: middles(width, size[1]), size });
}

const steps: Readonly<Record<DiffAugmentStep, Step>> = { color, translation, cutout };

/**
 * DiffAugment: every image that the discriminator sees, real or generated, is changed at random, and the generator learns through the change.
 *
 * - color: brightness x + u, u in [-½, ½); saturation m + u (x - m), u in [0, 2), m the mean of the channels; contrast likewise, u in [½, 1½), m the mean of
 *   the image.
 * - translation: by whole pixels, up to an eighth of the size each way; zeros come in.
 * - cutout: a box of half the height and width becomes 0.
 *
 * Shapes: `[N, H, W, C]` → the same. Each image has its own draws. Differentiable to any order by the images. The caller disposes.
 *
 * @throws GanError where an option is unknown or out of range.
 * @see Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", https://arxiv.org/abs/2006.10738
 * @example const changed = diffAugment({ policy: ['translation', 'cutout'] }).apply(images, randomStream(7));
 */
export function diffAugment({
  policy = ['color', 'translation', 'cutout'],
  translationRatio = 1 / 8,
  cutoutRatio = 1 / 2,
}: DiffAugmentOptions = {}): Augmentation {
  const known = Object.keys(steps);
  const valid = policy.every((step) => Object.hasOwn(steps, step));
  check(valid, () => `diffAugment: policy must be a list of ${known.map((step) => `'${step}'`).join(', ')}. Got ${shown(policy)}.`);
  for (const [name, ratio] of Object.entries({ translationRatio, cutoutRatio }))
    check(ratio >= 0 && ratio <= 1, () => `diffAugment: ${name} must lie in [0, 1]. Got ${ratio}.`);
  const ratios = { translation: translationRatio, cutout: cutoutRatio };
  return {
    name: 'diffAugment',
    apply(images, random) {
      checkRank('diffAugment', 'images', images, 4, 'N, H, W, C');
      return tf.tidy(() => tf.clone(policy.reduce((changed, step) => steps[step](changed, random, ratios), images)));
    },
  };
}
