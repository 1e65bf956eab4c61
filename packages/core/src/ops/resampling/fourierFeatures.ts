import * as tf from '@tensorflow/tfjs-core';
import type { Rank, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank, checkVector } from '../checks';
import { pairOf } from '../convolution/convolutionSize';
import { sineOfTurns } from './sineOfTurns';

export interface FourierFeaturesOptions {
  /** [height, width] in pixels. */
  readonly size: readonly [height: number, width: number];
  /** Pixels per unit of length. */
  readonly samplingRate: number;
  /** Frequencies up to here, in cycles per unit of length, keep their amplitude; at half the sampling rate nothing is left of them. */
  readonly bandwidth: number;
}

export interface FourierFeatures {
  /** `[N, H, W, C]`. */
  readonly features: Tensor4D;
  /** `[N, C]`, between 0 and 1. */
  readonly amplitudes: Tensor2D;
}

/** Pixel centres in units of length, the middle of the image at 0. */
function centres(pixels: number, samplingRate: number): number[] {
  return Array.from({ length: pixels }, (_, i) => (i + 0.5 - pixels / 2) / samplingRate);
}

/** (x, y) of each pixel, row by row: [H · W, 2]. */
function pixelGrid([height, width]: readonly [number, number], samplingRate: number): Tensor2D {
  const columns = centres(width, samplingRate);
  const places = centres(height, samplingRate).flatMap((y) => columns.flatMap((x) => [x, y]));
  return tf.tensor2d(places, [height * width, 2]);
}

/**
 * Waves over the plane, one a channel, as the input of an alias-free generator: sin(2π (f · (x, y) + φ)) · a. The transform turns and shifts the
 * frequencies f and phases φ; the amplitude a = clip(1 - (|f| - bandwidth) / (samplingRate / 2 - bandwidth), 0, 1) silences frequencies that
 * the pixels cannot hold.
 *
 * Shapes: frequencies `[C, 2]` in cycles per unit of length, phases `[C]` in cycles, transforms `[N, 3, 3]` → features `[N, H, W, C]`,
 * amplitudes `[N, C]`. Differentiable to any order. The caller disposes both.
 *
 * @throws GanError where a shape does not fit, or the bandwidth is not below half the sampling rate.
 * @see Karras et al. 2021, "Alias-Free Generative Adversarial Networks", https://arxiv.org/abs/2106.12423
 * @example const { features } = fourierFeatures(tf.ones([3, 2]), tf.zeros([3]), rotationTranslation(tf.tensor2d([[1, 0, 0, 0]])), { size: [36, 36], samplingRate: 16, bandwidth: 2 });
 */
export function fourierFeatures(
  frequencies: Tensor2D,
  phases: Tensor1D,
  transforms: Tensor3D,
  { size, samplingRate, bandwidth }: FourierFeaturesOptions,
): FourierFeatures {
  const channels = axisLength(frequencies, 0);
  checkRank('fourierFeatures', 'frequencies', frequencies, 2, 'C, 2');
  checkVector('fourierFeatures', 'phases', phases, channels);
  checkRank('fourierFeatures', 'transforms', transforms, 3, 'N, 3, 3');
  const shaped = axisLength(frequencies, 1) === 2 && axisLength(transforms, 1) === 3 && axisLength(transforms, 2) === 3;
  check(shaped, () => {
    return `fourierFeatures: frequencies must be [C, 2] and transforms [N, 3, 3]. Got [${frequencies.shape.join(', ')}] and [${transforms.shape.join(', ')}].`;
  });
  check(
    samplingRate > 0 && bandwidth < samplingRate / 2,
    () => `fourierFeatures: bandwidth must be below half the samplingRate. Got bandwidth ${bandwidth}, samplingRate ${samplingRate}.`,
  );
  const [height, width] = pairOf('fourierFeatures', 'size', size, 1);

  return tf.tidy(() => {
    const count = axisLength(transforms, 0);
    const upper = tf.reshape(tf.slice(transforms, [0, 0, 0], [count, 2, 3]), [count, 2, 3]);
    // One product a sample: the turned frequencies and, in the last column, what the shift adds to the phases.
    const products = tf.matMul(tf.mul<Tensor3D>(tf.reshape(frequencies, [1, channels, 2]), tf.ones([count, 1, 1])), upper);
    const turned = tf.slice<Rank.R3, Tensor3D>(products as Tensor3D, [0, 0, 0], [count, channels, 2]);
    const shifted = tf.add(tf.reshape(tf.slice(products, [0, 0, 2], [count, channels, 1]), [count, channels]), phases);
    const magnitude = tf.sqrt(tf.maximum(tf.sum(tf.square(turned), 2), 1e-24)); // no infinite slope at frequency 0
    const excess = tf.div(tf.sub(magnitude, bandwidth), samplingRate / 2 - bandwidth);
    const amplitudes = tf.clipByValue(tf.sub<Tensor2D>(1, excess), 0, 1);

    const grid = tf.mul<Tensor3D>(tf.reshape(pixelGrid(size, samplingRate), [1, height * width, 2]), tf.ones([count, 1, 1]));
    const cycles = tf.add(tf.matMul(grid, turned, false, true), tf.reshape(shifted, [count, 1, channels]));
    const waves = tf.mul(sineOfTurns(cycles), tf.reshape(amplitudes, [count, 1, channels]));
    const features: Tensor4D = tf.reshape(waves, [count, height, width, channels]);
    return { features, amplitudes };
  });
}
