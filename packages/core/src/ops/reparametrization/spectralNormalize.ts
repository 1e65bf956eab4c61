import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { constant } from '../../autodiff/constant';
import { spectralNorm } from '../../autodiff/gradients/own/spectralNorm';
import { ownKernels } from '../../autodiff/ownKernel';
import { stopGradient } from '../../autodiff/stopGradient';
import { check } from '../../errors/index';
import { checkVector } from '../checks';
import { type OutputAxis, outputMatrix, outputsOf } from './outputMatrix';

export interface SpectralNormalizeOptions {
  /** `[K]`, the estimate of the left singular vector so far; at the start a random vector of length 1. */
  readonly u: Tensor1D;
  /** `[taps·C]`, the right one; needed only for 0 iterations. */
  readonly v?: Tensor1D | undefined;
  /** Steps of the power iteration. Default 1, as in the paper; 0 takes u and v as they are (PyTorch's `eval()`). */
  readonly iterations?: number;
  /** The least length that u and v are divided by. Default 1e-12. */
  readonly epsilon?: number;
  /** The axis of the kernel that counts the outputs. Default -1; -2 for the kernel of `conv2dTranspose`. */
  readonly outputAxis?: OutputAxis;
}

/** All four are the caller's to dispose. */
export interface SpectralNormalized<T extends Tensor> {
  /** kernel / σ, of the kernel's shape. */
  readonly kernel: T;
  /** The estimate of the largest singular value; differentiable. */
  readonly sigma: Scalar;
  /** `[K]`, a constant to every derivative: the `u` of the next training step. */
  readonly u: Tensor1D;
  /** `[taps·C]`, a constant to every derivative. */
  readonly v: Tensor1D;
}

/** x / |x|, by a matrix product with itself. */
const unit = (x: Tensor2D, epsilon: number): Tensor2D => tf.div(x, tf.maximum(tf.sqrt(tf.matMul(x, x, true)), epsilon));

/** All by one kernel, where the backend has it. u is a constant. */
function inOneKernel<T extends Tensor>(kernel: T, u: Tensor1D, iterations: number, epsilon: number) {
  const start = stopGradient(u);
  const results = ownKernels(spectralNorm, { x: kernel, u: start }, { iterations, epsilon });
  if (!results) return undefined;
  const [normalized, sigma, left, right] = results as [T, Scalar, Tensor1D, Tensor1D];
  return { kernel: normalized, sigma, u: stopGradient(left), v: stopGradient(right) };
}

/** The right vector, as a column, after so many steps from the left one. */
function rightVector(matrix: Tensor2D, left: Tensor2D, iterations: number, epsilon: number): Tensor2D {
  const right = unit(tf.matMul(matrix, left), epsilon);
  if (iterations === 1) return right;
  return rightVector(matrix, unit(tf.matMul(matrix, right, true), epsilon), iterations - 1, epsilon);
}

/**
 * Spectral normalization: the kernel divided by an estimate of its largest singular value, with W `[K, taps·C]` the kernel as a matrix:
 * v ← Wᵀu / |Wᵀu|, u ← Wv / |Wv|, σ = uᵀWv, W / σ.
 *
 * Shapes: kernel `[…, K]` of rank 2 or more, u `[K]`, v `[taps·C]` in the order of the kernel (kh, kw, C) → the same, σ `[]`.
 * u and v are constants to every derivative, σ is not: differentiable to any order by the kernel. In training store the new u; BigGAN's
 * evaluation does an iteration without storing it, PyTorch's takes the stored u and v with `iterations` 0. The caller disposes all four.
 *
 * @throws GanError where shapes do not fit, `iterations` is no whole number, or it is 0 without v.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", algorithm 1 and eq. 12, https://arxiv.org/abs/1802.05957
 * @example spectralNormalize(tf.tensor2d([4, 0, 0, 2], [2, 2]), { u: tf.tensor1d([1, 0]) }).kernel; // [1, 0, 0, 0.5]
 */
export function spectralNormalize<T extends Tensor>(
  kernel: T,
  { u, v, iterations = 1, epsilon = 1e-12, outputAxis = -1 }: SpectralNormalizeOptions,
): SpectralNormalized<T> {
  const outputs = outputsOf('spectralNormalize', kernel, outputAxis);
  checkVector('spectralNormalize', 'u', u, outputs);
  const taps = kernel.size / outputs;
  check(!v || (v.rank === 1 && v.size === taps), () => `spectralNormalize: v must have the shape [${taps}]. Got [${v?.shape.join(', ')}].`);
  check(
    Number.isInteger(iterations) && iterations >= 0 && epsilon > 0,
    () => `spectralNormalize: iterations must be an integer >= 0 and epsilon above 0. Got ${iterations} and ${epsilon}.`,
  );

  check(iterations > 0 || v !== undefined, () => 'spectralNormalize: 0 iterations must have v. Got only u. Pass v, or do an iteration.');

  return tf.tidy(() => {
    const fused = outputAxis === -1 && iterations > 0 ? inOneKernel(kernel, u, iterations, epsilon) : undefined;
    if (fused) return fused;
    const matrix = outputMatrix(kernel, outputAxis, outputs);
    const start = tf.reshape<tf.Rank.R2>(u, [outputs, 1]);
    const still = iterations === 0 && v ? tf.reshape<tf.Rank.R2>(v, [taps, 1]) : undefined;
    const right = still ?? constant(() => rightVector(matrix, start, iterations, epsilon));
    // Serves σ and the last step: only the direction that the step makes of it is a constant.
    const product = tf.matMul<Tensor2D>(matrix, right, true);
    const left = still ? start : constant(() => unit(product, epsilon));
    const sigma: Scalar = tf.reshape(tf.matMul(product, left, true), []);
    return {
      kernel: tf.div<T>(kernel, sigma),
      sigma,
      u: tf.reshape<tf.Rank.R1>(left, [outputs]),
      v: tf.reshape<tf.Rank.R1>(right, [taps]),
    };
  });
}
