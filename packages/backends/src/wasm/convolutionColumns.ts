import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { copyBlocks } from './copyBlocks';
import { reach, type Axis, type ConvolutionGeometry } from './convolutionGeometry';
import { permute, transposeMatrix } from './permute';
import { windowOf, type Span } from './window';

/** The padded input that a convolution reads, cut to a multiple of the stride where columns are sorted by their residue. */
export interface ReadInput {
  readonly rows: number;
  readonly columns: number;
  /** Columns of one residue. */
  readonly columnsPerPhase: number;
}

export function readInput(height: Axis, width: Axis): ReadInput {
  const columnsPerPhase = width.output + Math.floor(reach(width) / width.stride);
  return {
    rows: (height.output - 1) * height.stride + reach(height) + 1,
    columns: columnsPerPhase * width.stride,
    columnsPerPhase,
  };
}

/** Where the column of tap `kx` begins when columns are sorted by residue. */
export const columnOf = (kx: number, { stride, dilation }: Axis, { columnsPerPhase }: ReadInput): number =>
  ((kx * dilation) % stride) * columnsPerPhase + Math.floor((kx * dilation) / stride);

/** `x [N, H, W, C]` with its padding, as far as the convolution reads it: `[N, rows, columns, C]`. */
export function paddedInput(x: Tensor, { height, width }: ConvolutionGeometry): Tensor {
  const { rows, columns } = readInput(height, width);
  const down: Span = { start: -height.before, size: rows };
  return windowOf(x, down, { start: -width.before, size: columns });
}

/** The same with channels first, columns sorted by residue and images innermost: `[C, rows * columns * N]`, so that taps are long runs of memory. */
export function channelRows(x: Tensor, geometry: ConvolutionGeometry): Tensor2D {
  const { batch, inputChannels, height, width } = geometry;
  const { rows, columns, columnsPerPhase } = readInput(height, width);
  return tf.tidy(() => {
    const padded = tf.reshape(paddedInput(x, geometry), [batch, rows * columns, inputChannels]);
    const pixelsFirst = permute(padded, [1, 0, 2]);
    const sorted = permute(tf.reshape(pixelsFirst, [rows, columnsPerPhase, width.stride, batch * inputChannels]), [0, 2, 1, 3]);
    return transposeMatrix(sorted, rows * columns * batch, inputChannels);
  });
}

/**
 * The columns of im2col, transposed, for `count` output rows from `first` on: `[kh * kw * C, count * w * N]`, from `channelRows`.
 * Runs of `w * N` floats are moved as they are.
 */
export function convolutionColumns(source: Tensor2D, geometry: ConvolutionGeometry, first: number, count: number): Tensor2D {
  const { batch, inputChannels, height, width } = geometry;
  const input = readInput(height, width);
  const run = width.output * batch;
  const line = input.columns * batch;
  const shape = [height.filter * width.filter * inputChannels, count * run];
  return copyBlocks(source, shape, (copy) => {
    let to = 0;
    for (let ky = 0; ky < height.filter; ky++) {
      for (let kx = 0; kx < width.filter; kx++) {
        const column = columnOf(kx, width, input) * batch;
        for (let channel = 0; channel < inputChannels; channel++) {
          const top = channel * input.rows + ky * height.dilation + first * height.stride;
          for (let y = 0; y < count; y++, to += run) copy(to, (top + y * height.stride) * line + column, run);
        }
      }
    }
  }) as Tensor2D;
}
