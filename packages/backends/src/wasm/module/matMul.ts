import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from './activation';
import { addressOf, makeFloats } from './addresses';
import type { KernelModule } from './kernelModule';
import { convolve, correlate } from './products';
import type { Take } from './scratch';

/** A matrix product `[rows, inner] x [inner, columns]`; an operand that is transposed is stored with its axes exchanged. */
export interface ProductShape {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** What a product may take besides its operands. */
export interface ProductOptions {
  /** A float for each column; for products whose `a` is not transposed. */
  readonly bias?: TensorInfo;
  readonly activation?: Activation;
}

interface Operands {
  readonly a: number;
  readonly b: number;
  readonly output: number;
  readonly bias?: number | undefined;
  readonly activation?: Activation | undefined;
}

const oneTap = [{ row: 0, column: 0, index: 0 }];

/** Matrix product on addresses: rows are pixels of one image, and its channels are inner. */
export function multiply(module: KernelModule, take: Take, shape: ProductShape, { a, b, output, bias, activation }: Operands): void {
  const { rows, inner, columns, transposeA = false, transposeB = false } = shape;
  const image = { image: a, imageHeight: 1, batch: 1, rows: 1, taps: oneTap, output, outputs: columns };
  if (transposeA) {
    correlate(module, take, {
      ...image,
      imageWidth: inner,
      channels: rows,
      columns: inner,
      gradient: b,
      gradientPixelStride: transposeB ? 1 : columns,
      gradientChannelStride: transposeB ? inner : 1,
      outputRowStride: columns,
    });
    return;
  }
  convolve(module, take, {
    ...image,
    imageWidth: rows,
    channels: inner,
    columns: rows,
    weights: b,
    depthStride: transposeB ? 1 : columns,
    outputStride: transposeB ? inner : 1,
    bias,
    activation,
    outputBatchStride: 0,
    outputRowStride: 0,
    outputPixelStride: columns,
  });
}

/**
 * `batches` products of float32 tensors, one after the other in memory → [batches, rows, columns]. An operand that has only one matrix is
 * the same for all: say so by `sharedA`, `sharedB`.
 */
export function matMul(
  module: KernelModule,
  a: TensorInfo,
  b: TensorInfo,
  shape: ProductShape & { readonly batches?: number; readonly sharedA?: boolean; readonly sharedB?: boolean },
  { bias, activation }: ProductOptions = {},
): TensorInfo {
  const { rows, inner, columns, batches = 1, sharedA = false, sharedB = false } = shape;
  const result = makeFloats(module, [batches, rows, columns]);
  const [aAt, bAt, outputAt] = [addressOf(module, a), addressOf(module, b), addressOf(module, result)];
  const biasAt = bias && addressOf(module, bias);
  for (let batch = 0; batch < batches; batch++) {
    const operands = {
      a: aAt + (sharedA ? 0 : batch * rows * inner * 4),
      b: bAt + (sharedB ? 0 : batch * inner * columns * 4),
      output: outputAt + batch * rows * columns * 4,
      bias: biasAt,
      activation,
    };
    module.scratch.use((take) => multiply(module, take, shape, operands));
  }
  return result;
}
