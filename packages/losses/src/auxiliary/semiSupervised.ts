import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { checkPositive } from '../checks/checkPositive';
import { classCrossEntropy } from './classCrossEntropy';

export interface SemiSupervisedLoss {
  /** mean (log Σ exp x - x_y) of labelled reals. */
  supervised(logits: Tensor2D, labels: Tensor1D): Scalar;
  /** Reals against fakes, by the K class logits alone. */
  unsupervised(unlabelled: Tensor2D, fake: Tensor2D): Scalar;
}

/**
 * Semi-supervised learning with K class logits, where a fake is a class of its own whose logit is held at 0: with Z = log Σ exp x,
 * L_labelled = mean (Z - x_y), L_unlabelled = weight · (-mean Z(u) + mean softplus(Z(u)) + mean softplus(Z(f))).
 *
 * The generator learns by `meanFeatureMatching`. The form with K + 1 logits is `fakeClass`. Shapes: logits `[N, K]`, labels int32
 * `[N]` → scalars. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the weight is out of range, or logits and labels do not fit.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 5, https://arxiv.org/abs/1606.03498
 * @see https://github.com/openai/improved-gan for the factor ½
 * @example const { supervised, unsupervised } = semiSupervised();
 */
export function semiSupervised({ weight = 0.5 }: { readonly weight?: number } = {}): SemiSupervisedLoss {
  checkPositive('semiSupervised', { weight });
  return {
    supervised: (logits, labels) => classCrossEntropy(logits, labels),
    unsupervised: (unlabelled, fake) =>
      tf.tidy(() => {
        const [real, made] = [tf.logSumExp(unlabelled, 1), tf.logSumExp(fake, 1)];
        return tf.mul(tf.add(tf.mean<Scalar>(tf.softplus(tf.neg(real))), tf.mean<Scalar>(tf.softplus(made))), weight);
      }),
  };
}

/**
 * What K class logits say: the chance of each class, and of being a fake as the last, softmax([x, 0]).
 *
 * Shapes: logits `[N, K]` → `[N, K + 1]`. Differentiable to any order. The caller disposes.
 *
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 5, https://arxiv.org/abs/1606.03498
 * @example classProbabilities(tf.zeros([1, 3])); // [0.25, 0.25, 0.25, 0.25]
 */
export const classProbabilities = (logits: Tensor2D): Tensor2D =>
  tf.tidy(() => tf.softmax(tf.concat([logits, tf.zeros<tf.Rank.R2>([logits.shape[0], 1])], 1)));
