import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Critic, type CriticInput, installGradients } from '@ganblocks/core';

/** What a critic judges, as a list of scales. */
export const scalesOf = (images: CriticInput): readonly Tensor[] => ('shape' in images ? [images] : images);

/** The list of scales, as what it was made of. */
export const likeInput = <X extends CriticInput>(images: X, scales: readonly Tensor[]): X => ('shape' in images ? scales[0] : scales) as X;

/**
 * The gradient of the critic's logits, all summed, by the images: g = ∇ₓ Σ D(x), one tensor a scale.
 *
 * Row n is the gradient of D(xₙ) alone, unless the critic mixes the images of a batch (batch norm, minibatch statistics). Differentiable
 * again, which makes a penalty on it trainable. Shapes: x `[N, …]` → the same. The caller disposes.
 *
 * @example const [gradient] = criticGradients((x) => tf.sum(tf.square(x), 1), tf.tensor2d([1, 2], [1, 2])); // [2, 4]
 */
export function criticGradients<X extends CriticInput>(critic: Critic<X>, images: X): readonly Tensor[] {
  installGradients();
  return tf.tidy(() => tf.grads((...moved: Tensor[]) => tf.sum(critic(likeInput(images, moved))))([...scalesOf(images)]));
}
