import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { checkAlike } from '../checks/checkAlike';
import { checkChoice } from '../checks/checkChoice';

export interface GaussianDivergenceOptions {
  /** Over the dimensions: 'mean' as in the released codes of StackGAN and AttnGAN, 'sum' as in the equation. Default 'mean'. */
  readonly dimensions?: 'mean' | 'sum';
}

/**
 * KL(N(μ, σ²) ‖ N(0, 1)), the mean over the batch of ½ (μ² + σ² - log σ² - 1): the term that keeps conditioning augmentation from ending
 * with no noise at all. Equal to the `divergence` of `ops.conditioningAugmentation`; also the prior's term of a variational autoencoder.
 *
 * Shapes: mean and log variance `[N, C]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the shapes differ, or for another way over the dimensions.
 * @see Zhang et al. 2017, "StackGAN: Text to Photo-realistic Image Synthesis with Stacked Generative Adversarial Networks", section 3.2, https://arxiv.org/abs/1612.03242
 * @example gaussianDivergence(tf.tensor2d([[1, 3]]), tf.zeros([1, 2])); // 2.5
 */
export function gaussianDivergence(mean: Tensor2D, logVariance: Tensor2D, { dimensions = 'mean' }: GaussianDivergenceOptions = {}): Scalar {
  checkAlike('gaussianDivergence', 'mean and log variance', mean, logVariance, ' [N, C]');
  checkChoice('gaussianDivergence', 'dimensions', dimensions, ['mean', 'sum']);
  return tf.tidy(() => {
    const excess = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1));
    return tf.mul(tf.mean<Scalar>(excess), dimensions === 'mean' ? 0.5 : mean.shape[1] / 2);
  });
}
