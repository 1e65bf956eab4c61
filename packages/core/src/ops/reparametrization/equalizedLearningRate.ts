import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import type { OutputAxis } from './outputMatrix';

export interface EqualizedOptions {
  /** Default 1, as in StyleGAN2; √2, He's for rectifiers, in ProGAN's layers before one. */
  readonly gain?: number;
  /** How fast the layer learns, on the kernel and the bias; the stored kernel is drawn from N(0, 1 / multiplier²). Default 1; 0.01 in StyleGAN's mapping network. */
  readonly learningRateMultiplier?: number;
  /** The axis of the kernel that counts the outputs. Default -1; -2 for the kernel of `conv2dTranspose`. */
  readonly outputAxis?: OutputAxis;
}

/**
 * The constant of the equalized learning rate: gain · multiplier / √fanIn, with fanIn how many numbers an output reads (kh·kw·C).
 *
 * @throws GanError where the shape has fewer than two axes, or a number is not finite.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 4.1, https://arxiv.org/abs/1710.10196
 * @example equalizedScale([4, 8], { gain: 1 }); // 0.5
 */
export function equalizedScale(
  shape: readonly number[],
  { gain = 1, learningRateMultiplier = 1, outputAxis = -1 }: EqualizedOptions = {},
): number {
  const size = shape.reduce((product, length) => product * length, 1);
  const fanIn = size / (shape.at(outputAxis) ?? 0);
  check(
    shape.length >= 2 && Number.isInteger(fanIn) && fanIn > 0,
    () => `equalizedScale: shape must have at least two axes, none of length 0. Got [${shape.join(', ')}].`,
  );
  check(
    Number.isFinite(gain) && Number.isFinite(learningRateMultiplier),
    () => `equalizedScale: gain and learningRateMultiplier must be finite numbers. Got ${gain} and ${learningRateMultiplier}.`,
  );
  return (gain * learningRateMultiplier) / Math.sqrt(fanIn);
}

/**
 * Equalized learning rate: the stored kernel, drawn from N(0, 1), scaled at run time to He's deviation, so that Adam's steps are
 * relative to what the layer needs: kernel · gain · multiplier / √fanIn. A bias takes `multiplier` alone: tf.mul(bias, multiplier).
 *
 * Shape: kernel `[…, K]` of rank 2 or more → the same. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the kernel has fewer than two axes, or a number is not finite.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 4.1, https://arxiv.org/abs/1710.10196; the multiplier: Karras et al. 2019, https://arxiv.org/abs/1812.04948
 * @example equalizedLearningRate(tf.ones([4, 1]), { gain: 1 }); // [0.5, 0.5, 0.5, 0.5]
 */
export const equalizedLearningRate = <T extends Tensor>(kernel: T, options: EqualizedOptions = {}): T =>
  tf.tidy(() => tf.mul<T>(kernel, equalizedScale(kernel.shape, options)));
