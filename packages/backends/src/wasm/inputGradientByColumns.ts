import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { pickRows } from './copyBlocks';
import type { ConvolutionGeometry } from './convolutionGeometry';
import { asMatrix, permute, transposeMatrix } from './permute';
import { weave, withoutPadding } from './window';

/** An output of one pixel per image: the gradient is one product, `dy [N, K] * filter [kh * kw * C, K]` transposed. */
export function inputGradientOfOnePixel(dy: Tensor4D, filter: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  return tf.tidy(() => {
    const taps = asMatrix(filter, height.filter * width.filter * inputChannels, outputChannels);
    const patches = tf.matMul(asMatrix(dy, batch, outputChannels), taps, false, true);
    return withoutPadding(tf.reshape(patches, [batch, height.filter, width.filter, inputChannels]), height, width);
  });
}

/**
 * The gradient of a convolution's input from `filter * dy` transposed: the filter, larger than `dy` here, stays as it is, and only the
 * product is rearranged. `dy [N, h, w, K]`, `filter [kh, kw, C, K]` → `[N, H, W, C]`.
 */
export function inputGradientByColumns(dy: Tensor4D, filter: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const pixels = batch * height.output * width.output;
  const taps = height.filter * width.filter;
  const rows = height.output + Math.ceil(height.filter / height.stride) - 1;
  const columns = width.output + Math.ceil(width.filter / width.stride) - 1;
  return tf.tidy(() => {
    const products = tf.tidy(() => {
      const matrix = asMatrix(filter, taps * inputChannels, outputChannels);
      const product = tf.matMul(matrix, transposeMatrix(dy, pixels, outputChannels));
      return permute(tf.reshape(product, [taps, inputChannels, pixels]), [0, 2, 1]);
    });
    const phases: Tensor[] = [];
    for (let y = 0; y < height.stride; y++) for (let x = 0; x < width.stride; x++) phases.push(tf.tidy(() => phase(y, x)));
    return withoutPadding(weave(phases, [batch, rows, columns, inputChannels], height.stride, width.stride), height, width);

    /** The sum of the taps `(y + i * strideY, x + j * strideX)`, each shifted by `(i, j)`. */
    function phase(y: number, x: number): Tensor {
      const parts: Tensor[] = [];
      for (let ky = y, i = 0; ky < height.filter; ky += height.stride, i++) {
        for (let kx = x, j = 0; kx < width.filter; kx += width.stride, j++) {
          const shape = [batch, height.output, width.output * inputChannels];
          const part = pickRows(products, pixels * inputChannels, [ky * width.filter + kx], shape);
          const down = rows - height.output - i;
          const right = (columns - width.output - j) * inputChannels;
          parts.push(
            tf.pad(part, [
              [0, 0],
              [i, down],
              [j * inputChannels, right],
            ]),
          );
        }
      }
      if (parts.length === 0) return tf.zeros([batch, rows, columns * inputChannels]);
      return tf.addN(parts);
    }
  });
}
