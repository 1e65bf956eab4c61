import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { checkAlike } from '../checks/checkAlike';
import { checkPositive } from '../checks/checkPositive';

/** Two batches: what came of two draws. */
export type Twice = readonly [first: Tensor, second: Tensor];

function meanDistance(where: string, name: string, [first, second]: Twice): Scalar {
  checkAlike(where, `both ${name}`, first, second);
  return tf.mean<Scalar>(tf.abs(tf.sub(first, second)));
}

/**
 * How far two images of one condition lie apart for latents so far apart: mean |x₁ - x₂| / mean |z₁ - z₂|.
 *
 * Shapes: two batches of images, and the latents that they were made from, which must differ → scalar. Differentiable to any order. The
 * caller disposes.
 *
 * @throws GanError where the shapes of a pair differ.
 * @see Mao et al. 2019, "Mode Seeking Generative Adversarial Networks for Diverse Image Synthesis", https://arxiv.org/abs/1903.05628
 * @example modeRatio([tf.tensor1d([1]), tf.tensor1d([4])], [tf.tensor1d([0]), tf.tensor1d([2])]); // 1.5
 */
export const modeRatio = (images: Twice, latents: Twice): Scalar =>
  tf.tidy(() => tf.div(meanDistance('modeRatio', 'images', images), meanDistance('modeRatio', 'latents', latents)));

/**
 * Mode seeking: 1 / (ratio + ε), for the generator, which makes it answer unlike latents with unlike images.
 *
 * Shapes: two batches of images, and the latents that they were made from → scalar. Differentiable to any order. The caller disposes.
 *
 * @param options Its `epsilon`, ε: default 1e-5.
 * @throws GanError where the shapes of a pair differ, or ε is not above 0.
 * @see Mao et al. 2019, "Mode Seeking Generative Adversarial Networks for Diverse Image Synthesis", https://arxiv.org/abs/1903.05628
 * @see https://github.com/HelenMao/MSGAN for the reciprocal
 * @example modeSeeking([tf.tensor1d([0]), tf.tensor1d([1])], [tf.tensor1d([0]), tf.tensor1d([4])], { epsilon: 0.25 }); // 2
 */
export function modeSeeking(images: Twice, latents: Twice, { epsilon = 1e-5 }: { readonly epsilon?: number } = {}): Scalar {
  checkPositive('modeSeeking', { epsilon });
  return tf.tidy(() => tf.reciprocal<Scalar>(tf.add<Scalar>(modeRatio(images, latents), epsilon)));
}
