import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { conv2d } from '../convolution/conv2d';
import { leakyRelu } from '../activation/leakyRelu';

export interface ExcitationOptions {
  /** `[P, P, C, M]`: over the pooled image, without padding. P, in the paper 4, is its size. */
  readonly squeeze: Tensor4D;
  /** `[1, 1, M, K]`: to one number for each channel of the other image. */
  readonly expand: Tensor4D;
  /** Between the two. Default: leaky ReLU with slope 0.1, as in the paper; the released code has x · σ(x). */
  readonly activation?: (x: Tensor4D) => Tensor4D;
}

const slight = (x: Tensor4D): Tensor4D => leakyRelu(x, { slope: 0.1 });

/** [1, size, length]: row i averages the positions ⌊i · length / size⌋ … ⌈(i + 1) · length / size⌉ - 1. */
function averagesOf(length: number, size: number): Tensor3D {
  const rows = Array.from({ length: size }, (_, i) => {
    const [from, to] = [Math.floor((i * length) / size), Math.ceil(((i + 1) * length) / size)];
    return Array.from({ length }, (__, at) => (at >= from && at < to ? 1 / (to - from) : 0));
  });
  return tf.tensor3d([rows]);
}

/** Averages over windows, as equal as they get, that leave size × size pixels. */
function pooled(x: Tensor4D, size: number): Tensor4D {
  const [n, height, width, channels] = x.shape;
  if (height === size && width === size) return x;
  const window: [number, number] = [height / size, width / size];
  if (window.every(Number.isInteger)) return tf.avgPool(x, window, window, 'valid');
  const rows = tf.matMul(averagesOf(height, size), tf.reshape(x, [n, height, width * channels]));
  return tf.reshape(tf.matMul(averagesOf(width, size), tf.reshape(rows, [n * size, width, channels])), [n, size, size, channels]);
}

/**
 * One number in (0, 1) for each channel, from an image: g = σ(expand ∗ activation(squeeze ∗ averages of P × P windows of low)).
 * The windows are equal where P divides H and W; else they overlap in a row or a column, so that together they cover the image.
 *
 * Shapes: low `[N, H, W, C]` → `[N, 1, 1, K]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Liu et al. 2021, "Towards Faster and Stabilized GAN Training for High-fidelity Few-shot Image Synthesis", https://arxiv.org/abs/2101.04775
 * @example const gate = excitationGate(features, { squeeze: tf.ones([7, 7, 8, 4]), expand: tf.ones([1, 1, 4, 16]) }); // [N, 1, 1, 16]
 */
export function excitationGate(low: Tensor4D, { squeeze, expand, activation = slight }: ExcitationOptions): Tensor4D {
  checkRank('excitationGate', 'low', low, 4, 'N, H, W, C');
  checkRank('excitationGate', 'squeeze', squeeze, 4, 'P, P, C, M');
  checkRank('excitationGate', 'expand', expand, 4, '1, 1, M, K');
  const [size, across] = squeeze.shape;
  check(
    size === across && expand.shape[0] === 1 && expand.shape[1] === 1,
    () =>
      `excitationGate: squeeze must be square and expand a 1x1 kernel. Got [${squeeze.shape.join(', ')}] and [${expand.shape.join(', ')}].`,
  );
  return tf.tidy(() => tf.sigmoid(conv2d(activation(conv2d(pooled(low, size), squeeze)), expand)));
}

/**
 * Skip-layer excitation: an image of low resolution scales the channels of one of high resolution, y = high · `excitationGate(low)`.
 *
 * Shapes: high `[N, H', W', K]`, low `[N, H, W, C]` → `[N, H', W', K]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Liu et al. 2021, "Towards Faster and Stabilized GAN Training for High-fidelity Few-shot Image Synthesis", section 3.1, https://arxiv.org/abs/2101.04775
 * @example const y = skipLayerExcitation(images, features, { squeeze: tf.ones([7, 7, 8, 4]), expand: tf.ones([1, 1, 4, 1]) });
 */
export function skipLayerExcitation(high: Tensor4D, low: Tensor4D, options: ExcitationOptions): Tensor4D {
  checkRank('skipLayerExcitation', 'high', high, 4, 'N, H, W, K');
  const channels = high.shape[3];
  check(
    options.expand.shape[3] === channels,
    () =>
      `skipLayerExcitation: expand [1, 1, M, K] must make a number for each of the ${channels} channels of high. Got [${options.expand.shape.join(', ')}].`,
  );
  check(
    high.shape[0] === low.shape[0],
    () => `skipLayerExcitation: high and low must have the same batch. Got ${high.shape[0]} and ${low.shape[0]}.`,
  );
  return tf.tidy(() => tf.mul(high, excitationGate(low, options)));
}
