import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';
import { classCrossEntropy } from './classCrossEntropy';

/**
 * InfoGAN's term for a categorical code: -mean log Q(c | x), the cross-entropy of Q's logits with the code that the image was made from.
 *
 * Its negative plus the code's entropy (log K where all are alike) is a lower bound of their mutual information.
 * Shapes: logits `[N, K]`, code int32 `[N]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where logits and code do not fit.
 * @see Chen et al. 2016, "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets", eq. 5, https://arxiv.org/abs/1606.03657
 * @example categoricalInformation(tf.zeros([2, 10]), tf.tensor1d([3, 7], 'int32')); // 2.3025…
 */
export const categoricalInformation = (logits: Tensor2D, code: Tensor1D): Scalar => classCrossEntropy(logits, code);

export interface GaussianInformationOptions {
  /** log σ² of each code. Default 0: a variance of 1, as InfoGAN's code has it. */
  readonly logVariance?: Tensor2D | undefined;
  /** Whether ½ log 2π of each code is added, which has no gradient. Default true. */
  readonly constant?: boolean;
}

/**
 * InfoGAN's term for continuous codes: the mean negative log likelihood of the codes under Q's Gaussians, summed over codes,
 * ½ Σ (log σ² + (c - μ)² / σ² + log 2π).
 *
 * Shapes: code, mean and log variance `[N, K]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes differ.
 * @see Chen et al. 2016, "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets", section 6, https://arxiv.org/abs/1606.03657
 * @example gaussianInformation(tf.tensor2d([[1, 3]]), tf.tensor2d([[0, 0]]), { constant: false }); // 5
 */
export function gaussianInformation(
  code: Tensor2D,
  mean: Tensor2D,
  { logVariance, constant = true }: GaussianInformationOptions = {},
): Scalar {
  const shapes = [code, mean, ...(logVariance ? [logVariance] : [])].map(shapeOf);
  check(code.rank === 2 && new Set(shapes).size === 1, () => `gaussianInformation: all must be [N, K] alike. Got ${shapes.join(', ')}.`);
  return tf.tidy(() => {
    const squares = tf.square(tf.sub(code, mean));
    const terms = logVariance ? tf.add(tf.mul(squares, tf.exp(tf.neg(logVariance))), logVariance) : squares;
    const offset = constant ? Math.log(2 * Math.PI) * code.shape[1] : 0;
    return tf.mul(tf.add(tf.mean<Scalar>(tf.sum(terms, 1)), offset), 0.5);
  });
}
