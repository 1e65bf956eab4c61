import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { checkLabels } from '../checks/checkLabels';
import { checkTransition } from '../checks/checkTransition';
import { ownLogits } from './classCrossEntropy';

/**
 * rAC-GAN's class term, corrected for noisy labels: -mean log (softmax(x) T)[ỹ], so that the classifier learns the clean classes though
 * it sees the noisy ones.
 *
 * For reals; the generator's class term uses clean labels and `classCrossEntropy`, both are in `auxiliaryClassifier`. Shapes: logits `[N, K]`,
 * noisy labels int32 `[N]`, T `[K, K]` → scalar. As in the released code 1e-8 is added in the logarithm. Differentiable to any order. The
 * caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @example correctedCrossEntropy(tf.tensor2d([[0, 5]]), tf.tensor1d([0], 'int32'), symmetricNoise({ classes: 2, rate: 1 })); // 0.6931…
 */
export function correctedCrossEntropy(logits: Tensor2D, noisyLabels: Tensor1D, transition: Tensor2D): Scalar {
  checkLabels('correctedCrossEntropy', logits, noisyLabels);
  checkTransition('correctedCrossEntropy', transition, logits.shape[1]);
  return tf.tidy(() => {
    const noisy: Tensor2D = tf.matMul(tf.softmax(logits), transition);
    return tf.neg(tf.mean<Scalar>(tf.log(tf.add(ownLogits(noisy, noisyLabels), 1e-8))));
  });
}
