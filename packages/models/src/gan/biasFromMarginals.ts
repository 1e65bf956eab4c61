import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D, Variable } from '@tensorflow/tfjs-core';

/**
 * Sets the biases in front of a sigmoid to the logits of the pixels' means, so that the first samples are as bright as the reals:
 * b = log(m / (1 - m)), m = (Σ x + ½) / (N + 1) for x in [0, 1].
 *
 * The ½ and the 1 keep pixels that are black in all of a batch from logits that nothing would move again.
 *
 * @param images `[N, H, W, C]` in [-1, 1]; the caller keeps them.
 */
export function biasFromMarginals(bias: Variable, images: Tensor4D): void {
  tf.tidy(() => {
    const sum = tf.sum(tf.add(tf.mul(images, 0.5), 0.5), 0);
    const mean = tf.div(tf.add(sum, 0.5), images.shape[0] + 1);
    bias.assign(tf.reshape(tf.log(tf.div(mean, tf.sub(1, mean))), bias.shape));
  });
}
