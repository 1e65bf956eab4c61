import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check, type RandomStream } from '@ganblocks/core';
import { checkTransition } from '../checks/checkTransition';
import { shapeOf } from '../checks/shapeOf';

/** For each label a draw from its row of chances, by the inverse of the distribution function. */
function drawn(where: string, labels: Tensor1D, chances: Tensor2D, draws: Tensor1D | RandomStream): Tensor1D {
  check(labels.rank === 1 && labels.dtype === 'int32', () => `${where}: labels must be int32 [N]. Got ${labels.dtype} ${shapeOf(labels)}.`);
  const uniform = 'shape' in draws ? draws : draws.uniform([labels.size]);
  check(uniform.size === labels.size, () => `${where}: draws must be [${labels.size}], one a label. Got ${shapeOf(uniform)}.`);
  const classes = chances.shape[0];
  const rows = tf.matMul(tf.cast(tf.oneHot(labels, classes), 'float32'), chances);
  const passed = tf.greaterEqual(tf.reshape(uniform, [-1, 1]), tf.cumsum(rows, 1));
  return tf.minimum(tf.sum<Tensor1D>(tf.cast(passed, 'int32'), 1), tf.scalar(classes - 1, 'int32'));
}

/**
 * rcGAN's noisy labels of clean ones: for each image a draw from the row T[y]. The discriminator sees them with fakes, as it sees the
 * data's noisy labels with reals; the generator is told the clean ones.
 *
 * Shapes: clean labels int32 `[N]`, T `[K, K]` whose rows sum to 1, draws in [0, 1) `[N]` or a stream → int32 `[N]`. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @example corruptLabels(tf.tensor1d([0, 0], 'int32'), symmetricNoise({ classes: 2, rate: 0.5 }), tf.tensor1d([0.7, 0.8])); // [0, 1]
 */
export function corruptLabels(labels: Tensor1D, transition: Tensor2D, draws: Tensor1D | RandomStream): Tensor1D {
  checkTransition('corruptLabels', transition);
  return tf.tidy(() => drawn('corruptLabels', labels, transition, draws));
}

/**
 * The other way round: for each noisy label a draw of the clean one that it may have been, from T[·, ỹ] / Σ T[·, ỹ], all classes being
 * alike in number. rGAN's code makes the generator's labels so, from the noisy labels of the batch of reals.
 *
 * Shapes: noisy labels int32 `[N]`, T `[K, K]`, draws in [0, 1) `[N]` or a stream → int32 `[N]`. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see https://github.com/takuhirok/rGAN, utils/util.py
 * @example recoverLabels(tf.tensor1d([1, 1], 'int32'), symmetricNoise({ classes: 2, rate: 0.5 }), tf.tensor1d([0.2, 0.3])); // [0, 1]
 */
export function recoverLabels(noisyLabels: Tensor1D, transition: Tensor2D, draws: Tensor1D | RandomStream): Tensor1D {
  checkTransition('recoverLabels', transition);
  return tf.tidy(() => {
    const likelihoods: Tensor2D = tf.transpose(transition);
    return drawn('recoverLabels', noisyLabels, tf.divNoNan<Tensor2D>(likelihoods, tf.sum(likelihoods, 1, true)), draws);
  });
}
