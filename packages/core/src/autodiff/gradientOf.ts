import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { installGradients } from './installGradients';

/**
 * The gradient of the sum of a function's outputs by its input: g = ∂(Σ f(x)) / ∂x.
 *
 * For a critic that scores each image by itself this is each image's own gradient, as penalties need it.
 * Differentiable again, to any order. Shape: x → the same. The caller disposes (or an enclosing `tf.tidy`).
 *
 * @throws Error where `f` does not depend on `x`.
 * @example const penalty = tf.mean(tf.sum(tf.square(gradientOf(critic, real)), [1, 2, 3])); // R1 without its factor
 */
export function gradientOf<T extends Tensor>(f: (x: T) => Tensor, x: T): T {
  installGradients();
  return tf.grad((input: Tensor) => tf.sum(f(input as T)))(x) as T;
}
