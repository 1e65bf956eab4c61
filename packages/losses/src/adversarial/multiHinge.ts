import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { checkLabels } from '../checks/checkLabels';
import { checkPositive } from '../checks/checkPositive';
import { checkClasses, lastClass } from './lastClass';

/** The two sides of a game on logits of K classes and one for fakes. Labels are int32 `[N]`. */
export interface ClassAdversarialLoss {
  discriminator(real: Tensor2D, realLabels: Tensor1D, fake: Tensor2D): Scalar;
  generator(fake: Tensor2D, fakeLabels: Tensor1D): Scalar;
}

export interface MultiHingeOptions {
  /** By how much the own class must lead. Default 1. */
  readonly margin?: number;
}

/** Far below any logit. */
const EXCLUDED = 1e9;

/** mean relu(margin - (own logit - highest other logit)). */
function leadLoss(logits: Tensor2D, labels: Tensor1D, margin: number): Scalar {
  const own = tf.cast(tf.oneHot(labels, logits.shape[1]), 'float32');
  const highestOther = tf.max(tf.sub(logits, tf.mul(own, EXCLUDED)), 1);
  const lead = tf.sub(tf.sum(tf.mul(logits, own), 1), highestOther);
  return tf.mean<Scalar>(tf.relu(tf.sub(margin, lead)));
}

/**
 * The multi-hinge loss of a discriminator with K classes and a last one for fakes: with m(x, y) = relu(margin - (x_y - max_{j≠y} x_j)),
 * L_D = mean m(r, y) + mean m(f, K), L_G = mean m(f, y).
 *
 * Shapes: logits `[N, K + 1]`, labels int32 `[N]` in [0, K) → scalars. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the margin is out of range, or logits and labels do not fit.
 * @see Kavalerov et al. 2021, "A Multi-Class Hinge Loss for Conditional GANs", https://arxiv.org/abs/1912.04216
 * @example const loss = multiHinge();
 */
export function multiHinge({ margin = 1 }: MultiHingeOptions = {}): ClassAdversarialLoss {
  checkPositive('multiHinge', { margin });
  return {
    discriminator(real, realLabels, fake) {
      checkLabels('multiHinge', real, realLabels, 'classes + 1');
      checkClasses('multiHinge', real, fake);
      return tf.tidy(() => tf.add(leadLoss(real, realLabels, margin), leadLoss(fake, lastClass(fake), margin)));
    },
    generator(fake, fakeLabels) {
      checkLabels('multiHinge', fake, fakeLabels, 'classes + 1');
      return tf.tidy(() => leadLoss(fake, fakeLabels, margin));
    },
  };
}
