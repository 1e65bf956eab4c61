import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../../contracts/index';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { dense } from '../dense/dense';
import { givenOrDrawn } from './given';
import { glu } from './glu';

export interface ConditioningAugmentationOptions {
  /** `[T, 4C]` for the gated linear unit, which halves it; `[T, 2C]` for an activation that keeps the size. */
  readonly kernel: Tensor2D;
  /** One number for each column of the kernel. Default none. */
  readonly bias?: Tensor1D | undefined;
  /** Default `glu`, as in AttnGAN; StackGAN has tf.relu. */
  readonly activation?: (x: Tensor2D) => Tensor2D;
  /** ε, `[N, C]`: the noise itself. */
  readonly noise?: Tensor2D | undefined;
  /** Where to draw ε from otherwise: Gaussian. */
  readonly random?: RandomStream | undefined;
}

export interface AugmentedCondition {
  /** `[N, C]`: what the generator receives. */
  readonly code: Tensor2D;
  /** μ, `[N, C]`. */
  readonly mean: Tensor2D;
  /** log σ², `[N, C]`. */
  readonly logVariance: Tensor2D;
  /** KL(N(μ, σ²) ‖ N(0, 1)), its mean over batch and dimensions: a term of the generator's loss. */
  readonly divergence: Scalar;
}

/**
 * Conditioning augmentation: draws the condition around what the text says, so that few texts cover the space of conditions smoothly.
 * [μ, log σ²] = activation(text · kernel + bias), code = μ + σ · ε, divergence = mean(μ² + σ² - log σ² - 1) / 2.
 *
 * Shapes: text `[N, T]` → `[N, C]` each, and a scalar. Differentiable to any order. The caller disposes all four.
 *
 * The divergence is the released codes' mean over the dimensions, where the equation has their sum.
 *
 * @throws GanError unless either noise or a stream is given, or where shapes do not fit.
 * @see Zhang et al. 2017, "StackGAN", section 3.2, https://arxiv.org/abs/1612.03242
 * @see Xu et al. 2018, "AttnGAN", https://arxiv.org/abs/1711.10485
 * @example
 * const augmented = conditioningAugmentation(tf.ones([8, 256]), { kernel: tf.ones([256, 400]), random: randomStream(7) });
 * augmented.code.shape; // [8, 100]
 * tf.dispose(Object.values(augmented));
 */
export function conditioningAugmentation(
  text: Tensor2D,
  { kernel, bias, activation = glu, noise, random }: ConditioningAugmentationOptions,
): AugmentedCondition {
  checkRank('conditioningAugmentation', 'text', text, 2, 'N, T');
  return tf.tidy(() => {
    const moments = activation(dense(text, kernel, { bias }));
    const [batch, size] = moments.shape;
    check(
      size % 2 === 0,
      () => `conditioningAugmentation: the activation must leave an even number, mean and variance. Got ${size} columns.`,
    );
    const [mean, logVariance] = tf.split(moments, 2, 1) as [Tensor2D, Tensor2D];
    const epsilon = givenOrDrawn('conditioningAugmentation', 'noise', noise, random, (stream) => stream.normal([batch, size / 2]));
    check(
      epsilon.rank === 2 && epsilon.shape[0] === batch && epsilon.shape[1] === size / 2,
      () => `conditioningAugmentation: noise must have the shape [${batch}, ${size / 2}]. Got [${epsilon.shape.join(', ')}].`,
    );
    const deviation: Tensor = tf.exp(tf.mul(logVariance, 0.5));
    const code: Tensor2D = tf.add(mean, tf.mul(deviation, epsilon));
    const excess = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1));
    return { code, mean, logVariance, divergence: tf.mul<Scalar>(tf.mean(excess), 0.5) };
  });
}
