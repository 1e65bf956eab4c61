import { check, randomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { normalNumbers } from '../features/drawRows';
import { extractedOf } from './extractedOf';
import type { Extractor } from './extractor';
import { orthogonalKernel } from './orthogonalKernel';
import { checkPrepared } from './prepareImages';

export interface RandomFeaturesOptions {
  /** Default: 0. */
  readonly seed?: number;
  /** Side of the images that it takes. Default: 32. */
  readonly resolution?: number;
  /** 1: grey, 3: colours. Default: 3. */
  readonly channels?: 1 | 3;
  /** Channels of each layer; each halves the images. Default: [32, 64, 128]. */
  readonly widths?: readonly number[];
  /** How the kernels are drawn. Default: 'orthogonal'. */
  readonly initializer?: 'orthogonal' | 'normal';
}

/**
 * A convolutional network with seeded random weights: features that need no file and no training, the same on every machine. Layer l is
 *
 *     x_l = leakyRelu(sqrt(2) conv(x_{l-1}, K_l), 0.2),    3 x 3, stride 2, padded with zeros to half the size,
 *
 * K_l with orthonormal output channels, or normal with variance 1 / fan-in; its features are the mean and the deviation of each channel over positions,
 * all layers side by side: 2 (32 + 64 + 128) numbers by default. They see colours, edges and textures, and know nothing of objects: for comparing runs
 * on small images, not for tables.
 *
 * @throws GanError for options out of range.
 * @see Xu et al. 2018, An empirical study on evaluation metrics of GANs, https://arxiv.org/abs/1806.07755, on random features
 * @example
 * const extractor = randomFeatures({ resolution: 16, channels: 1 });
 * const { features } = await extractor.extract(tf.zeros([5, 16, 16, 1])); // features.rows 5, features.columns 448
 * extractor.dispose();
 */
export function randomFeatures({
  seed = 0,
  resolution = 32,
  channels = 3,
  widths = [32, 64, 128],
  initializer = 'orthogonal',
}: RandomFeaturesOptions = {}): Extractor {
  const where = 'randomFeatures';
  check(Number.isSafeInteger(seed) && seed >= 0, () => `${where}: seed must be a whole number from 0. Got ${seed}.`);
  check(
    widths.length > 0 && widths.every((width) => Number.isInteger(width) && width > 0),
    () => `${where}: widths must be positive integers, one a layer. Got [${widths.join(', ')}].`,
  );
  check(
    Number.isInteger(resolution) && resolution >= 2 ** widths.length,
    () => `${where}: resolution must be an integer from ${2 ** widths.length} for ${widths.length} layers. Got ${resolution}.`,
  );
  check([1, 3].includes(channels), () => `${where}: channels must be 1 or 3. Got ${channels}.`);
  check(
    ['orthogonal', 'normal'].includes(initializer),
    () => `${where}: initializer must be 'orthogonal' or 'normal'. Got '${initializer}'.`,
  );
  const kernels = widths.map((width, layer) => {
    const shape: [number, number, number, number] = [3, 3, layer === 0 ? channels : widths[layer - 1]!, width];
    const fanIn = 9 * shape[2];
    const numbers = normalNumbers(randomStream(seed).split(`${where} layer ${layer}`), fanIn * width);
    const values =
      initializer === 'orthogonal' ? orthogonalKernel(numbers, fanIn, width) : numbers.map((value) => value / Math.sqrt(fanIn));
    return tf.tensor4d(Float32Array.from(values), shape);
  });
  const own = { name: nameOf({ seed, resolution, channels, widths, initializer }), size: [resolution, resolution], channels } as const;
  const layers = (images: Tensor4D): Tensor4D[] => {
    checkPrepared(images, own);
    return tf.tidy(() => {
      let x = images;
      return kernels.map((kernel) => {
        const y = tf.mul<Tensor4D>(tf.conv2d(x, kernel, 2, 'same'), Math.SQRT2);
        x = tf.maximum(y, tf.mul(y, 0.2));
        return x;
      });
    });
  };
  return {
    ...own,
    weightsHash: undefined,
    resize: 'pilBicubic',
    layers,
    async extract(images) {
      return extractedOf([tf.tidy(() => tf.concat<Tensor2D>(layers(images).flatMap(momentsOf), 1))]);
    },
    dispose: () => tf.dispose(kernels),
  };
}

const momentsOf = (map: Tensor4D): Tensor2D[] => {
  const { mean, variance } = tf.moments(map, [1, 2]);
  return [mean as Tensor2D, tf.sqrt(tf.maximum(variance, 0)) as Tensor2D];
};

const nameOf = ({ seed, resolution, channels, widths, initializer }: Required<RandomFeaturesOptions>): string =>
  `random features (seed ${seed}, ${resolution} x ${resolution} x ${channels}, ${widths.join('-')}, ${initializer})`;
