import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, makeFloats, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';

/** A kernel over its largest singular value, and the vectors that tell that. */
export interface Spectral {
  readonly y: TensorInfo;
  /** One number. */
  readonly sigma: TensorInfo;
  /** [columns]. */
  readonly u: TensorInfo;
  /** [rows]. */
  readonly v: TensorInfo;
}

/** x [..., K], a matrix of K columns, over the estimate of its largest singular value after so many steps of the power iteration from u. */
export function spectralNormalize(module: KernelModule, x: TensorInfo, u: TensorInfo, iterations: number, epsilon: number): Spectral {
  const columns = x.shape.at(-1) ?? 1;
  const rows = sizeOf(x) / columns;
  const result = {
    y: makeFloats(module, x.shape),
    sigma: makeFloats(module, []),
    u: makeFloats(module, [columns]),
    v: makeFloats(module, [rows]),
  };
  const [matrix, sigma, left, right] = [
    addressOf(module, x),
    addressOf(module, result.sigma),
    addressOf(module, result.u),
    addressOf(module, result.v),
  ];
  for (let step = 0; step < iterations; step++) {
    module.kernels.powerIteration(matrix, rows, columns, step === 0 ? addressOf(module, u) : left, epsilon, right, left, sigma);
  }
  module.kernels.divideBy(matrix, sigma, addressOf(module, result.y), sizeOf(x));
  return result;
}

/** The gradient by x of its normalization and of sigma. */
export function spectralGradient(
  module: KernelModule,
  dy: TensorInfo,
  sigmaGradient: TensorInfo,
  { y, sigma, u, v }: Spectral,
): TensorInfo {
  const dx = makeFloats(module, y.shape);
  const [from, normalized, to] = [addressOf(module, dy), addressOf(module, y), addressOf(module, dx)];
  const [left, right] = [addressOf(module, u), addressOf(module, v)];
  const [divisor, byDivisor] = [addressOf(module, sigma), addressOf(module, sigmaGradient)];
  const [rows, columns] = [sizeOf(v), sizeOf(u)];
  module.kernels.spectralGradient(from, normalized, rows, columns, left, right, divisor, byDivisor, to);
  return dx;
}
