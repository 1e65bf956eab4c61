import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { copyBlocks } from './copyBlocks';
import type { Axis, ConvolutionGeometry } from './convolutionGeometry';
import { transposeMatrix } from './permute';
import { withoutPadding } from './window';

/** Blocks of `stride` taps that the filter spans on an axis, the last one filled up with zeros. */
const blocksOf = ({ filter, stride }: Axis): number => Math.ceil(filter / stride);

/** The filter as one matrix `[K, blocks * (strideY, strideX, C)]`: a block holds the taps that fall on the same stride-sized cell. */
function cellMatrix(filter: Tensor4D, { height, width, inputChannels, outputChannels }: ConvolutionGeometry): Tensor2D {
  const rows = blocksOf(height);
  const columns = blocksOf(width);
  return tf.tidy(() => {
    const missing: [number, number] = [rows * height.stride - height.filter, columns * width.stride - width.filter];
    const full =
      missing[0] + missing[1] === 0
        ? filter
        : tf.pad(filter, [
            [0, missing[0]],
            [0, missing[1]],
            [0, 0],
            [0, 0],
          ]);
    const cells = tf.transpose(
      tf.reshape(full, [rows, height.stride, columns, width.stride * inputChannels * outputChannels]),
      [0, 2, 1, 3],
    );
    return transposeMatrix(cells, rows * columns * height.stride * width.stride * inputChannels, outputChannels);
  });
}

/**
 * The gradient of a convolution's input by scattering: for each block of taps one product `dy * filter`, whose cells are added at their place.
 * `dy [N, h, w, K]`, `filter [kh, kw, C, K]` → `[N, H, W, C]`. Best where the filter is a multiple of the stride, and channels are many for the
 * pixels or very few.
 */
export function inputGradientByScatter(dy: Tensor4D, filter: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const [rows, columns] = [blocksOf(height), blocksOf(width)];
  const cell = height.stride * width.stride * inputChannels;
  const [gridHeight, gridWidth] = [height.output + rows - 1, width.output + columns - 1];
  return tf.tidy(() => {
    const pixels = tf.reshape(dy, [batch * height.output * width.output, outputChannels]);
    const matrix = cellMatrix(filter, geometry);
    const count = rows * columns;
    let sum: Tensor = tf.tidy(() => placed(0));
    for (let block = 1; block < count; block++) {
      const next = tf.tidy(() => tf.add(sum, placed(block)));
      sum.dispose();
      sum = next;
    }
    const woven = tf.transpose(tf.reshape(sum, [batch * gridHeight, gridWidth, height.stride, width.stride * inputChannels]), [0, 2, 1, 3]);
    const images = tf.reshape(woven, [batch, gridHeight * height.stride, gridWidth * width.stride, inputChannels]);
    return withoutPadding(images, height, width);

    /** One block's cells on the grid of all cells. */
    function placed(block: number): Tensor {
      const [row, column] = [Math.floor(block / columns), block % columns];
      const taps = copyBlocks(matrix, [outputChannels, cell], (copy) => {
        for (let k = 0; k < outputChannels; k++) copy(k * cell, (k * count + block) * cell, cell);
      });
      const cells = tf.reshape(tf.matMul(pixels, taps as Tensor2D), [batch, height.output, width.output * cell]);
      return tf.pad(cells, [
        [0, 0],
        [row, rows - 1 - row],
        [column * cell, (columns - 1 - column) * cell],
      ]);
    }
  });
}
