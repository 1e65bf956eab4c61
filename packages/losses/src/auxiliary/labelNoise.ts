import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check, type RandomStream } from '@ganblocks/core';
import { checkLabels } from './classCrossEntropy';

/**
 * The transition matrix of symmetric label noise: T = (1 - rate) I + rate / K, where T[i, j] is the chance that class i is labelled j. A
 * wrong label is drawn from all classes, the right one included.
 *
 * Shape: → `[K, K]`. The caller disposes.
 *
 * @throws GanError where a number is out of range.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", section 6, https://arxiv.org/abs/1811.11165
 * @example symmetricNoise({ classes: 2, rate: 0.5 }); // [0.75, 0.25, 0.25, 0.75]
 */
export function symmetricNoise({ classes, rate }: { readonly classes: number; readonly rate: number }): Tensor2D {
  const valid = Number.isInteger(classes) && classes >= 2 && rate >= 0 && rate <= 1;
  check(valid, () => `symmetricNoise: classes must be an integer >= 2, rate in [0, 1]. Got ${classes} and ${rate}.`);
  return tf.tidy(() => tf.add(tf.mul(tf.eye(classes), 1 - rate), rate / classes));
}

function checkTransition(where: string, transition: Tensor2D, classes: number | undefined): void {
  const [rows, columns] = transition.shape;
  check(transition.rank === 2 && rows === columns && (classes === undefined || rows === classes), () => {
    return `${where}: the transition matrix must be [${classes ?? 'K'}, ${classes ?? 'K'}], from the clean to the noisy label. Got [${transition.shape.join(', ')}].`;
  });
}

/**
 * rAC-GAN's class term, corrected for noisy labels: -mean log (softmax(x) T)[ỹ], so that the classifier learns the clean classes though
 * it sees the noisy ones.
 *
 * For reals; the generator's class term uses clean labels and `classCrossEntropy`. Shapes: logits `[N, K]`, noisy labels int32 `[N]`,
 * T `[K, K]` → scalar. 1e-8 is added in the logarithm. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", section 4, eq. 6, https://arxiv.org/abs/1811.11165
 * @example const term = correctedCrossEntropy(logits, noisyLabels, symmetricNoise({ classes: 10, rate: 0.5 }));
 */
export function correctedCrossEntropy(logits: Tensor2D, noisyLabels: Tensor1D, transition: Tensor2D): Scalar {
  checkLabels('correctedCrossEntropy', logits, noisyLabels);
  checkTransition('correctedCrossEntropy', transition, logits.shape[1]);
  return tf.tidy(() => {
    const noisy = tf.matMul(tf.softmax(logits), transition);
    const own = tf.sum(tf.mul(noisy, tf.cast(tf.oneHot(noisyLabels, logits.shape[1]), 'float32')), 1);
    return tf.neg(tf.mean<Scalar>(tf.log(tf.add(own, 1e-8))));
  });
}

/**
 * rcGAN's noisy labels of clean ones: for each image a draw from the row T[y], by the inverse of its distribution function. The
 * discriminator sees them with fakes, as it sees the data's noisy labels with reals.
 *
 * Shapes: clean labels int32 `[N]`, T `[K, K]` whose rows sum to 1, draws in [0, 1) `[N]` or a stream → int32 `[N]`. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", section 5, https://arxiv.org/abs/1811.11165
 * @example const noisy = corruptLabels(labels, symmetricNoise({ classes: 10, rate: 0.5 }), random);
 */
export function corruptLabels(labels: Tensor1D, transition: Tensor2D, draws: Tensor1D | RandomStream): Tensor1D {
  checkTransition('corruptLabels', transition, undefined);
  return tf.tidy(() => {
    const uniform = 'shape' in draws ? draws : draws.uniform([labels.size]);
    check(
      uniform.size === labels.size,
      () => `corruptLabels: draws must be [${labels.size}], one a label. Got [${uniform.shape.join(', ')}].`,
    );
    const classes = transition.shape[0];
    const rows = tf.matMul(tf.cast(tf.oneHot(labels, classes), 'float32'), transition);
    const passed = tf.greaterEqual(tf.reshape(uniform, [-1, 1]), tf.cumsum(rows, 1));
    return tf.minimum(tf.sum<Tensor1D>(tf.cast(passed, 'int32'), 1), tf.scalar(classes - 1, 'int32'));
  });
}
