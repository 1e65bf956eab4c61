import { batchNorm, initializers, type Part } from '@ganblocks/layers';

/** First weights of all kernels: N(0, 0.02). */
export const initializer = initializers.normal({ deviation: 0.02 });

/** Batch norm; its scales begin as N(1, 0.02), as in the PyTorch example, while the paper does not mention them. */
export const norm = (name: string): Part => batchNorm({ scaleInitializer: initializers.normal({ mean: 1, deviation: 0.02 }), name });

/** A convolution that halves even sizes. */
export const halving = (kernelSize: number): { kernelSize: number; stride: number; padding: number } => ({
  kernelSize,
  stride: 2,
  padding: (kernelSize - 1) >> 1,
});

/** A transposed convolution that doubles; an odd kernel lacks a row at the bottom and a column at the right. */
export const doubling = (kernelSize: number): { kernelSize: number; stride: number; padding: number; outputPadding: number } => ({
  ...halving(kernelSize),
  outputPadding: kernelSize % 2,
});
