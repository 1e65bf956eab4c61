import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface SefaOptions {
  /** Directions to return. Default: all D. */
  readonly count?: number;
}

export interface SefaDirections {
  /** `[count, D]`: unit vectors at right angles to each other, the strongest first. The caller disposes. */
  readonly directions: Tensor2D;
  /** λ of each: by how much a step of length 1 changes what the layers see, squared. */
  readonly strengths: readonly number[];
}

/**
 * Directions of the latent space that change the image most, in closed form (SeFa): a layer sees xᵀ A, a step n changes that by nᵀ A, and the
 * unit vectors n with the largest ‖nᵀ A‖² are the eigenvectors of Σ A Aᵀ with the largest eigenvalues. Nothing is trained or sampled.
 *
 * Shapes: kernels `[D, M]` as dense layers have them, of all layers that see the latents: the first of a DCGAN, the styles' of a StyleGAN.
 * float64. An eigenvector's sign is anybody's choice; here its number of largest magnitude is above 0.
 *
 * @throws GanError where there are no kernels, they have different D, numbers are not finite, or `count` is out of range.
 * @see Shen & Zhou 2021, "Closed-Form Factorization of Latent Semantics in GANs", https://arxiv.org/abs/2007.06600
 * @example
 * const kernel = generator.trainable[0] as Tensor2D; // 'project/kernel', [64, 392]
 * const { directions, strengths } = await sefaDirections([kernel], { count: 3 });
 */
export async function sefaDirections(weights: readonly Tensor2D[], { count }: SefaOptions = {}): Promise<SefaDirections> {
  const [size] = weights[0]?.shape ?? [0];
  check(size > 0, () => 'sefaDirections: expected at least one kernel [D, M]. Got none.');
  for (const { shape, size: numbers } of weights)
    check(shape[0] === size && numbers === size * shape[1], () => {
      return `sefaDirections: kernels must be [${size}, M], one row for each number of a point. Got [${shape.join(', ')}].`;
    });
  const most = count ?? size;
  check(
    Number.isInteger(most) && most > 0 && most <= size,
    () => `sefaDirections: count must be a whole number from 1 to ${size}. Got ${most}.`,
  );

  const products = Matrix.zeros(size, size);
  for (const kernel of weights) {
    const values = await kernel.data();
    check(values.every(Number.isFinite), () => 'sefaDirections: kernels must be of finite numbers. Got NaN or infinity in one of them.');
    const matrix = Matrix.from1DArray(size, kernel.shape[1], values);
    products.add(matrix.mmul(matrix.transpose()));
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(products, { assumeSymmetric: true });
  const strongest = realEigenvalues.map((strength, column) => ({ strength, column })).sort((a, b) => b.strength - a.strength);
  const chosen = strongest.slice(0, most);
  return {
    directions: tf.tensor2d(chosen.map(({ column }) => signFixed(eigenvectorMatrix.getColumn(column)))),
    strengths: chosen.map(({ strength }) => Math.max(0, strength)),
  };
}

function signFixed(vector: readonly number[]): number[] {
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? vector.map((value) => -value) : [...vector];
}
