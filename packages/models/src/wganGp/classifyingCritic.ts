import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { ModelNetwork } from '@ganblocks/layers';

/** A critic that also tells classes, with the means to free it. */
type ClassifyingCritic = Omit<ModelNetwork<Tensor[]>, 'model'>;

/**
 * A critic that gives a score and class logits, as a network of images and labels: what its loss needs, the score and the cross-entropy of the
 * label, -log p(y | x) = log Σ exp l - l_y.
 *
 * Shapes: [images `[N, H, W, C]`, labels int32 `[N]`] → `[N, 2]`, where the critic gives `[N, 1 + classes]`. Differentiable to any order. The
 * caller disposes it, and the critic with it.
 */
export function classifyingCritic(critic: ModelNetwork, classes: number): ClassifyingCritic {
  const { name, trainable, statistics, perExample = false } = critic;
  return {
    ...{ name, trainable, statistics, perExample },
    apply: ([images, labels], call) =>
      tf.tidy(() => {
        const [score, logits] = tf.split(critic.apply(images!, call), [1, classes], 1) as [Tensor2D, Tensor2D];
        const own = tf.cast(tf.oneHot(labels as Tensor1D, classes), 'float32');
        const crossEntropy = tf.sub(tf.logSumExp(logits, 1, true), tf.sum(tf.mul(logits, own), 1, true));
        return tf.concat([score, crossEntropy], 1);
      }),
    dispose: () => critic.dispose(),
  };
}

/** The scores `[N, 1]` of a classifying critic's answers. */
export const scoresOf = (answers: Tensor): Tensor => tf.slice(answers as Tensor2D, [0, 0], [-1, 1]);

/** The cross-entropies `[N, 1]`. */
export const crossEntropiesOf = (answers: Tensor): Tensor => tf.slice(answers as Tensor2D, [0, 1], [-1, 1]);
