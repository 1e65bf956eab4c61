import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { copyBlocks, pickRows } from './copyBlocks';
import { channelRows, convolutionColumns } from './convolutionColumns';
import type { Axis, ConvolutionGeometry } from './convolutionGeometry';
import { freshProduct } from './freshProduct';
import { permute } from './permute';
import { windowOf } from './window';

/** Floats of im2col made at a time: few enough to spare memory, many enough for long products. */
const columnFloats = 2 ** 21;

/**
 * The gradient of a convolution's filter by im2col: `x [N, H, W, C]`, `dy [N, h, w, K]` → `[kh, kw, C, K]`.
 * Some rows of the output at a time; their products add up.
 */
export function filterGradientByColumns(x: Tensor4D, dy: Tensor4D, geometry: ConvolutionGeometry, floatsAtOnce = columnFloats): Tensor {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const run = width.output * batch;
  const taps = height.filter * width.filter * inputChannels;
  const rowsAtOnce = Math.min(Math.max(Math.floor(floatsAtOnce / (taps * run)), 1), height.output);
  return tf.tidy(() => {
    const source = channelRows(x, geometry);
    const pixels = permute(tf.reshape(dy, [batch, height.output * width.output, outputChannels]), [1, 0, 2]);
    let sum = tf.tidy(() => product(0));
    for (let first = rowsAtOnce; first < height.output; first += rowsAtOnce) {
      const next = tf.tidy(() => tf.add(sum, product(first)));
      sum.dispose();
      sum = next;
    }
    return tf.reshape(sum, [height.filter, width.filter, inputChannels, outputChannels]);

    function product(first: number): Tensor {
      const count = Math.min(rowsAtOnce, height.output - first);
      const columns = convolutionColumns(source, geometry, first, count);
      const floats = count * run * outputChannels;
      const part =
        count === height.output
          ? pixels
          : copyBlocks(pixels, [floats], (copy) => {
              copy(0, first * run * outputChannels, floats);
            });
      const product = { rows: taps, inner: count * run, columns: outputChannels, transposeA: false, transposeB: false };
      return freshProduct(columns, part, product);
    }
  });
}

const mirrored = (axis: Axis): Axis => ({ ...axis, input: axis.output, output: axis.input, before: axis.filter - 1 - axis.before });

/** At stride 1, the same with the parts of `x` and `dy` exchanged and the taps reversed: im2col of whichever has fewer channels. */
export function filterGradientMirrored(x: Tensor4D, dy: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { inputChannels, outputChannels, height, width } = geometry;
  const taps = height.filter * width.filter;
  return tf.tidy(() => {
    const exchanged = filterGradientByColumns(dy, x, {
      ...geometry,
      inputChannels: outputChannels,
      outputChannels: inputChannels,
      height: mirrored(height),
      width: mirrored(width),
    });
    const filters = permute(exchanged, [0, 1, 3, 2]);
    const order = Array.from({ length: taps }, (_, tap) => taps - 1 - tap);
    return pickRows(filters, inputChannels * outputChannels, order, [height.filter, width.filter, inputChannels, outputChannels]);
  });
}

/** Filters of one tap, and outputs of one pixel: what the filter meets is one matrix, and the gradient one product. */
export function filterGradientByProduct(x: Tensor4D, dy: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const pixels = batch * height.output * width.output;
  return tf.tidy(() => {
    const taps = height.filter * width.filter * inputChannels;
    const met = metByFilter(x, geometry);
    const product = freshProduct(met, dy, { rows: taps, inner: pixels, columns: outputChannels, transposeA: true, transposeB: false });
    return tf.reshape(product, [height.filter, width.filter, inputChannels, outputChannels]);
  });
}

/** The pixels of `x` that a filter of one tap meets, or the patch that all taps meet for one output pixel. */
function metByFilter(x: Tensor4D, { batch, inputChannels, height, width }: ConvolutionGeometry): Tensor {
  const onePixel = height.output * width.output === 1;
  const rows = onePixel ? height.filter : (height.output - 1) * height.stride + 1;
  const columns = onePixel ? width.filter : (width.output - 1) * width.stride + 1;
  const padded = windowOf(x, { start: -height.before, size: rows }, { start: -width.before, size: columns });
  if (onePixel || height.stride * width.stride === 1) return padded;
  return copyBlocks(padded, [batch, height.output, width.output, inputChannels], (copy) => {
    let to = 0;
    for (let n = 0; n < batch; n++) {
      for (let y = 0; y < rows; y += height.stride) {
        for (let column = 0; column < columns; column += width.stride, to += inputChannels) {
          copy(to, ((n * rows + y) * columns + column) * inputChannels, inputChannels);
        }
      }
    }
  });
}
