import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

export interface InfoMaxOptions {
  /** Whether, as in the released code, the other places of the same image stand among the counterexamples with a logit of -10. Default false: they are left out. */
  readonly released?: boolean;
}

/**
 * InfoMax-GAN's contrastive term: each place of an image must find the image's global features among those of the batch,
 * mean over n, l of -log (exp(l·g_n) / (exp(l·g_n) + Σ_{m≠n} Σ_{l'} exp(l'_m·g_n))), with the places l' of other images as counterexamples.
 *
 * Shapes: local features `[N, L, C]`, global features `[N, C]`, both projected → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or of a batch of one image.
 * @see Lee et al. 2021, "InfoMax-GAN: Improved Adversarial Image Generation via Information Maximization and Contrastive Learning", https://arxiv.org/abs/2007.04589
 * @example infoMax(tf.zeros([3, 1, 8]), tf.zeros([3, 8])); // 1.0986…
 */
export function infoMax(local: Tensor3D, global: Tensor2D, { released = false }: InfoMaxOptions = {}): Scalar {
  const [count, places, channels] = local.shape;
  check(local.rank === 3 && global.rank === 2 && global.shape[0] === count && global.shape[1] === channels, () => {
    return `infoMax: local features must be [N, places, C], global ones [N, C]. Got ${shapeOf(local)} and ${shapeOf(global)}.`;
  });
  check(count >= 2, () => `infoMax: the batch must have two images or more, since others are the counterexamples. Got ${count}.`);
  return tf.tidy(() => {
    // [n, m, l]: image n's global features with place l of image m.
    const scores = tf.reshape(tf.matMul(global, tf.reshape(local, [count * places, channels]), false, true), [count, count, places]);
    const own = tf.reshape(tf.eye(count), [count, count, 1]);
    const positive = tf.sum(tf.mul(scores, own), 1);
    const others = tf.add(tf.mul(scores, tf.sub(1, own)), tf.mul(own, released ? -10 : -1e9));
    const negative = tf.reshape(tf.logSumExp(tf.reshape(others, [count, count * places]), 1), [count, 1]);
    return tf.mean<Scalar>(tf.softplus(tf.sub(negative, positive)));
  });
}
