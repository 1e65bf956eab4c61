import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { checkClasses, lastClass } from '../adversarial/lastClass';
import type { ClassAdversarialLoss } from '../adversarial/multiHinge';
import { checkChoice } from '../checks/checkChoice';
import { classCrossEntropy } from './classCrossEntropy';

export interface FakeClassOptions {
  /** 'minimax' is minus the fakes' term of the discriminator, as in the paper; 'nonSaturating' is -log of the chance that an image is no fake. Default 'minimax'. */
  readonly generator?: 'minimax' | 'nonSaturating';
}

export interface FakeClassLoss extends ClassAdversarialLoss {
  generator(fake: Tensor2D): Scalar;
}

/** mean (log Σ exp of all - log Σ exp of the K classes). */
const asAnyClass = (logits: Tensor2D): Scalar => {
  const classes = tf.slice(logits, [0, 0], [logits.shape[0], logits.shape[1] - 1]);
  return tf.mean<Scalar>(tf.sub(tf.logSumExp(logits, 1), tf.logSumExp(classes, 1)));
};

/**
 * Odena's SGAN: a discriminator with K classes and a last one for fakes. With C the class cross-entropy: L_D = C(r, y) + C(f, K), and
 * L_G = -C(f, K) or, not saturating, mean (log Σ_{j≤K} exp f_j - log Σ_{j<K} exp f_j).
 *
 * The form with K logits alone is `semiSupervised`. What an image shows is the largest of its first K logits. Shapes: logits `[N, K + 1]`,
 * labels int32 `[N]` in [0, K) → scalars; the generator's term asks for no labels. Differentiable to any order. The caller disposes.
 *
 * @throws GanError for another form, or where logits and labels do not fit.
 * @see Odena 2016, "Semi-Supervised Learning with Generative Adversarial Networks", https://arxiv.org/abs/1606.01583
 * @example const loss = fakeClass({ generator: 'nonSaturating' });
 */
export function fakeClass({ generator = 'minimax' }: FakeClassOptions = {}): FakeClassLoss {
  checkChoice('fakeClass', 'generator', generator, ['minimax', 'nonSaturating']);
  return {
    discriminator(real, realLabels, fake) {
      checkClasses('fakeClass', real, fake);
      return tf.tidy(() => tf.add(classCrossEntropy(real, realLabels), classCrossEntropy(fake, lastClass(fake))));
    },
    generator: (fake) => tf.tidy(() => (generator === 'minimax' ? tf.neg(classCrossEntropy(fake, lastClass(fake))) : asAnyClass(fake))),
  };
}
