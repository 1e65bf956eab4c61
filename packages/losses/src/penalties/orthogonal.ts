import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { checkChoice } from '../checks/checkChoice';
import { checkWeights } from '../checks/checkWeights';
import { shapeOf } from '../checks/shapeOf';

export interface OrthogonalOptions {
  /** β. Default 1e-4. */
  readonly weight?: number;
  /** 'offDiagonal' leaves the lengths of the filters free (BigGAN), 'full' draws them to 1. Default 'offDiagonal'. */
  readonly form?: 'offDiagonal' | 'full';
}

/** Kernel `[…, K]` → `[taps·C, K]`. */
function matrixOf(where: string, kernel: Tensor): Tensor2D {
  check(kernel.rank >= 2, () => `${where}: a kernel must be [… , outputs] of rank 2 or more. Got ${shapeOf(kernel)}.`);
  return tf.reshape(kernel, [-1, kernel.shape.at(-1) ?? 1]);
}

/** WᵀW without the identity, or without its diagonal. */
function excess(matrix: Tensor2D, form: 'offDiagonal' | 'full'): Tensor2D {
  const gram = tf.matMul(matrix, matrix, true);
  const identity = tf.eye(gram.shape[0]);
  return form === 'full' ? tf.sub(gram, identity) : tf.mul(gram, tf.sub(1, identity));
}

/**
 * Orthogonal regularization: β · |WᵀW ⊙ (1 - I)|² over kernels, with the kernel as a matrix of one column an output; |WᵀW - I|² with
 * `form: 'full'`. This is the true penalty; BigGAN's code applies `orthogonalUpdate`, half of its gradient.
 *
 * Shapes: kernels `[…, K]`, outputs last, such as `generator.trainable.filter((w) => w.rank > 1)` → scalar. Leave out what BigGAN leaves out,
 * the shared class embedding; a transposed convolution's kernel has its outputs before the last axis. Differentiable to any order. The caller
 * disposes.
 *
 * @throws GanError where a kernel has fewer than two axes, none is given, or the weight is out of range.
 * @see Brock et al. 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", eq. 3, https://arxiv.org/abs/1809.11096
 * @example orthogonal([tf.tensor2d([1, 1, 0, 1], [2, 2])], { weight: 1 }); // 2
 */
export function orthogonal(kernels: readonly Tensor[], { weight = 1e-4, form = 'offDiagonal' }: OrthogonalOptions = {}): Scalar {
  checkWeights('orthogonal', { weight });
  checkChoice('orthogonal', 'form', form, ['offDiagonal', 'full']);
  check(kernels.length > 0, () => 'orthogonal: at least one kernel must be given. Got none.');
  return tf.tidy(() => {
    const squares = kernels.map((kernel) => tf.sum<Scalar>(tf.square(excess(matrixOf('orthogonal', kernel), form))));
    return tf.mul(tf.addN(squares), weight);
  });
}

/**
 * What BigGAN's code adds to a kernel's gradient: 2β · W (WᵀW ⊙ (1 - I)), half of the gradient of `orthogonal`.
 *
 * Shape: kernel `[…, K]` → the same. Add it in `StepContext.reduceGradients`. The caller disposes.
 *
 * @throws GanError where the kernel has fewer than two axes or the weight is out of range.
 * @see https://github.com/ajbrock/BigGAN-PyTorch, utils.ortho
 * @example orthogonalUpdate(tf.tensor2d([1, 1, 0, 1], [2, 2]), { weight: 1 }); // [2, 2, 2, 0]
 */
export function orthogonalUpdate<T extends Tensor>(kernel: T, { weight = 1e-4 }: Pick<OrthogonalOptions, 'weight'> = {}): T {
  checkWeights('orthogonalUpdate', { weight });
  return tf.tidy(() => {
    const matrix = matrixOf('orthogonalUpdate', kernel);
    return tf.reshape(tf.mul(tf.matMul(matrix, excess(matrix, 'offDiagonal')), 2 * weight), kernel.shape) as T;
  });
}
