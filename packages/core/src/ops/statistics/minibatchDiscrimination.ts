import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';

export interface MinibatchDiscriminationOptions {
  /** Whether a sample is compared with itself too, which adds 1 to each feature. Default true, as in the paper. */
  readonly countsSelf?: boolean;
}

/**
 * Minibatch discrimination: appends to each sample how close it is to the others of the batch, o[n, b] = Σ_m exp(-‖M[n, b] - M[m, b]‖₁)
 * with M = x · kernel: y = [x, o].
 *
 * Shapes: x `[N, A]`, kernel `[A, B, C]` → `[N, A + B]`; the differences take `[N, N, B, C]` of memory. It couples the samples, in training
 * and in inference alike. Differentiable to any order; at equal numbers the derivative of the distance is 0. The caller disposes.
 *
 * @throws GanError where the shapes do not fit.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.2, https://arxiv.org/abs/1606.03498
 * @example const y = minibatchDiscrimination(tf.ones([2, 1]), tf.ones([1, 1, 4])); // [1, 2, 1, 2]
 */
export function minibatchDiscrimination(
  x: Tensor2D,
  kernel: Tensor3D,
  { countsSelf = true }: MinibatchDiscriminationOptions = {},
): Tensor2D {
  checkRank('minibatchDiscrimination', 'x', x, 2, 'N, A');
  checkRank('minibatchDiscrimination', 'kernel', kernel, 3, 'A, B, C');
  const [batch, size] = x.shape;
  const [inputs, kernels, dimensions] = kernel.shape;
  check(
    inputs === size,
    () => `minibatchDiscrimination: the kernel [A, B, C] must read the ${size} numbers of a sample. Got [${kernel.shape.join(', ')}].`,
  );
  return tf.tidy(() => {
    const projected: Tensor = tf.matMul(x, tf.reshape<tf.Rank.R2>(kernel, [size, kernels * dimensions]));
    const differences = tf.abs(tf.sub(tf.expandDims(projected, 1), tf.expandDims(projected, 0)));
    const distances = tf.sum(tf.reshape(differences, [batch, batch, kernels, dimensions]), 3);
    const closeness: Tensor2D = tf.sum(tf.exp(tf.neg(distances)), 1);
    return tf.concat([x, countsSelf ? closeness : tf.sub<Tensor2D>(closeness, 1)], 1);
  });
}
