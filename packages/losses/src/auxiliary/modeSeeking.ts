import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';

/** Two batches: what came of two draws. */
export type Twice = readonly [first: Tensor, second: Tensor];

function meanDistance(where: string, name: string, [first, second]: Twice): Scalar {
  check(first.shape.join() === second.shape.join(), () => {
    return `${where}: both ${name} must have one shape. Got [${first.shape.join(', ')}] and [${second.shape.join(', ')}].`;
  });
  return tf.mean<Scalar>(tf.abs(tf.sub(first, second)));
}

/**
 * How far two images of one condition lie apart for latents so far apart: mean |x₁ - x₂| / mean |z₁ - z₂|.
 *
 * @example modeRatio([tf.tensor1d([1]), tf.tensor1d([4])], [tf.tensor1d([0]), tf.tensor1d([2])]); // 1.5
 */
export const modeRatio = (images: Twice, latents: Twice): Scalar =>
  tf.tidy(() => tf.div(meanDistance('modeRatio', 'images', images), meanDistance('modeRatio', 'latents', latents)));

/**
 * Mode seeking: 1 / (ratio + ε), for the generator, which makes it answer unlike latents with unlike images.
 *
 * Shapes: two batches of images, and the latents that they were made from → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the shapes of a pair differ.
 * @see Mao et al. 2019, "Mode Seeking GANs for Diverse Image Synthesis", eq. 1, https://arxiv.org/abs/1903.05628; the reciprocal: its code
 * @example const term = modeSeeking([first, second], [z1, z2]);
 */
export const modeSeeking = (images: Twice, latents: Twice, { epsilon = 1e-5 }: { readonly epsilon?: number } = {}): Scalar =>
  tf.tidy(() => tf.reciprocal<Scalar>(tf.add<Scalar>(modeRatio(images, latents), epsilon)));
