import { check, type RandomStream } from '@ganblocks/core';
import { streamOf } from '../features/drawRows';
import type { Features } from '../features/features';
import { checkFeaturePair, checkFeatureRows } from '../features/checkFeatureRows';
import { checkImagePair, checkImages, type Images } from '../features/images';
import { laplacianBands } from './laplacianBands';
import { normalizedDescriptors, patchDescriptors } from './patchDescriptors';
import { randomDirections, slicedDistance, unitDirections } from './slicedWasserstein';

export interface DescriptorOptions {
  /** Scales, each half as large as the one before. Default: down to 16 pixels. */
  readonly levels?: number;
  /** Side of a patch. Default: 7. */
  readonly patch?: number;
  /** Patches of each image and scale. Default: 128. */
  readonly patchesPerImage?: number;
}

const where = 'slicedWassersteinDistance';

/** Scales that an image has down to 16 pixels. */
export const levelsOf = (side: number): number => Math.max(1, Math.floor(Math.log2(side / 16)) + 1);

/**
 * Random patches of the Laplacian pyramid of images, as ProGAN compares them: one set of rows a scale, the finest first.
 *
 * @param images `[N, H, W, C]`, 0 to 255.
 * @throws GanError unless the images are finite, can be halved so often and hold a patch at the coarsest scale.
 * @see Karras et al. 2018, Progressive Growing of GANs, section 5, https://arxiv.org/abs/1710.10196
 */
export async function laplacianDescriptors(
  images: Images,
  { levels = levelsOf(Math.min(images.shape[1], images.shape[2])), patch = 7, patchesPerImage = 128 }: DescriptorOptions,
  random: Pick<RandomStream, 'next'>,
): Promise<readonly Features[]> {
  checkImages(where, 'images', images);
  check(
    Number.isInteger(patchesPerImage) && patchesPerImage > 0,
    () => `${where}: patchesPerImage must be a positive integer. Got ${patchesPerImage}.`,
  );
  const bands = await laplacianBands(images, levels);
  const coarsest = bands.at(-1)!.shape;
  check(
    Math.min(coarsest[1], coarsest[2]) >= patch,
    () => `${where}: the coarsest scale must hold a patch of ${patch}. Got ${coarsest[1]} x ${coarsest[2]}. Use fewer levels.`,
  );
  return bands.map((band) => patchDescriptors(band, drawPositions(band.shape, patchesPerImage, patch, random), patch));
}

const drawPositions = (shape: Images['shape'], perImage: number, patch: number, random: Pick<RandomStream, 'next'>): Int32Array => {
  const [count, height, width] = shape;
  const half = (patch - 1) / 2;
  const positions = new Int32Array(3 * count * perImage);
  for (let p = 0; p < count * perImage; p++) {
    positions[3 * p] = Math.floor(p / perImage);
    positions[3 * p + 1] = half + Math.floor(random.next() * (height - 2 * half));
    positions[3 * p + 2] = half + Math.floor(random.next() * (width - 2 * half));
  }
  return positions;
};

export interface PatchDistanceOptions {
  /** C */
  readonly channels: number;
  /** How many random directions, or the directions themselves `[count, C * size * size]`, of any length. Default: 512. */
  readonly directions?: number | Features;
  /** Of random directions. Default: 0. */
  readonly seed?: number;
}

/**
 * The sliced Wasserstein distance of two sets of patches of one scale: each channel made 0 on average and 1 in deviation, then the mean over directions of
 * the mean |difference| of the sorted projections.
 *
 * @param x Patches `[n, C * size * size]`, the channel first in a row.
 * @param y As many patches.
 * @throws GanError unless both are as many rows of finite numbers, of whole channels, and so are the directions, none of them zeros.
 * @see Rabin et al. 2011, Wasserstein Barycenter and its Application to Texture Mixing, https://doi.org/10.1007/978-3-642-24785-9_37
 */
export function patchDistance(x: Features, y: Features, { channels, directions = 512, seed = 0 }: PatchDistanceOptions): number {
  checkFeaturePair(where, x, y);
  check(
    Number.isInteger(channels) && channels > 0 && x.columns % channels === 0,
    () => `${where}: channels must be a positive integer that divides the ${x.columns} numbers of a patch. Got ${channels}.`,
  );
  const along = typeof directions === 'number' ? randomDirections(where, directions, x.columns, seed) : given(directions, x.columns);
  return slicedDistance(where, normalizedDescriptors(x, channels), normalizedDescriptors(y, channels), along, 1);
}

const given = (directions: Features, columns: number): Features => {
  checkFeatureRows(where, 'directions', directions);
  check(
    directions.columns === columns,
    () => `${where}: directions must have as many numbers as a patch, ${columns}. Got ${directions.columns}.`,
  );
  return unitDirections(where, directions);
};

export interface SlicedWassersteinOptions extends DescriptorOptions {
  /** Random directions. Default: 512. */
  readonly directions?: number;
  /** Of the patches and the directions. Default: 0. */
  readonly seed?: number;
}

export interface SlicedWassersteinDistance {
  /** Mean over the scales, times 1,000: what ProGAN reports. */
  readonly mean: number;
  /** Of each scale, the finest first, not multiplied. */
  readonly perLevel: readonly number[];
}

/**
 * ProGAN's sliced Wasserstein distance of two sets of images: of 7 x 7 patches of their Laplacian pyramids. Needs no network; sees colours and textures,
 * and not what they make up. Memory: all patches of both sets; the streaming form is `swdMetric`.
 *
 * @param a `[N, H, W, C]`, 0 to 255.
 * @param b As many images of the same size.
 * @throws GanError as `laplacianDescriptors` does, and unless both sets are as many images of one size.
 * @see Karras et al. 2018, Progressive Growing of GANs, section 5, https://arxiv.org/abs/1710.10196
 */
export async function slicedWassersteinDistance(
  a: Images,
  b: Images,
  { directions = 512, seed = 0, ...descriptors }: SlicedWassersteinOptions = {},
): Promise<SlicedWassersteinDistance> {
  checkImagePair(where, a, b);
  const random = streamOf(`${where} patches`, seed);
  const [first, second] = [await laplacianDescriptors(a, descriptors, random), await laplacianDescriptors(b, descriptors, random)];
  return ofLevels(first.map((patches, level) => patchDistance(patches, second[level]!, { channels: a.shape[3], directions, seed })));
}

/** The distance of each scale, and their mean as ProGAN reports it. */
export const ofLevels = (perLevel: readonly number[]): SlicedWassersteinDistance => ({
  mean: (1000 * perLevel.reduce((sum, value) => sum + value, 0)) / perLevel.length,
  perLevel,
});
