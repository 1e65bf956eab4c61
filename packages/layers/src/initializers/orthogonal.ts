import * as tf from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { registerDrawing } from './drawings';
import { gaussianNumbers } from './gaussianNumbers';
import { type Initializer, sizeOf } from './initializer';
import { orthonormalMatrix } from './orthonormalMatrix';

// The kernel `[…taps, in, out]` in row-major order is the matrix `[taps·in, out]`.
registerDrawing('orthogonal', ({ gain }, shape, random) => {
  const [size, outputs = 1] = [sizeOf(shape), shape.at(-1)];
  const matrix = orthonormalMatrix(gaussianNumbers(random, size), size / outputs, outputs);
  return tf.tensor(
    Float32Array.from(matrix, (value) => gain * value),
    [...shape],
  );
});

/**
 * An orthogonal matrix: the kernel as `[outputs, taps·inputs]` has orthonormal rows, or orthonormal columns where it has more outputs
 * than they read, times `gain`. Uniform over all such matrices, as PyTorch's; the kernel of `conv2dTranspose`, `[kh, kw, out, in]`, is
 * taken as `[in, taps·out]`, as there too. Costs 2 · rows · columns · min(rows, columns) operations in float64: seconds for millions of
 * numbers. Default gain 1.
 *
 * @see Saxe, McClelland & Ganguli 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", https://arxiv.org/abs/1312.6120
 * @example initializers.orthogonal({ gain: Math.SQRT2 })
 */
export function orthogonal({ gain = 1 }: { readonly gain?: number } = {}): Initializer {
  check(Number.isFinite(gain), () => `initializers.orthogonal: gain must be a finite number. Got ${gain}.`);
  return { kind: 'orthogonal', gain };
}
