import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { MOST_POOLED_CHANNELS } from './channelMeans';
import { columnOf, paddedInput, readInput } from './convolutionColumns';
import { copyBlocks, pickRows } from './copyBlocks';
import { convolutionGeometry, type ConvolutionAttributes, type ConvolutionGeometry } from './convolutionGeometry';
import { permute } from './permute';

/** The mean of `x [N, H, W, C]` over the image, `[N, C]`: pooling takes a tenth of the time of `tf.mean` over these axes. */
function imageMean(x: Tensor4D): Tensor {
  const [batch, height, width, channels] = x.shape;
  if (height * width === 1) return tf.reshape(x, [batch, channels]);
  if (channels > MOST_POOLED_CHANNELS) return tf.mean(x, [1, 2]);
  return tf.reshape(tf.avgPool(x, [height, width], 1, 'valid'), [batch, channels]);
}

/** What tap `(ky, kx)` meets of the prepared input: `[N, h, w, C]`. */
function metByTap(input: Tensor, geometry: ConvolutionGeometry, ky: number, kx: number): Tensor {
  const { batch, inputChannels, height, width } = geometry;
  const { rows, columns, columnsPerPhase } = readInput(height, width);
  const run = width.output * inputChannels;
  const column = columnOf(kx, width, { rows, columns, columnsPerPhase });
  return copyBlocks(input, [batch, height.output, width.output, inputChannels], (copy) => {
    let to = 0;
    for (let n = 0; n < batch; n++) {
      const top = n * rows + ky * height.dilation;
      for (let y = 0; y < height.output; y++, to += run) copy(to, ((top + y * height.stride) * columns + column) * inputChannels, run);
    }
  });
}

/**
 * The gradient of a depthwise convolution's filter: `x [N, H, W, C]`, `dy [N, h, w, C * M]` → `[kh, kw, C, M]`,
 * for each tap the mean of `x` there times `dy`.
 */
function depthwiseFilterGradient(x: Tensor4D, dy: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const { rows, columnsPerPhase } = readInput(height, width);
  const multiplier = outputChannels / inputChannels;
  const pixels = height.output * width.output;
  const shape: [number, number, number, number] = [batch, height.output, width.output, inputChannels];
  return tf.tidy(() => {
    const padded = tf.reshape(paddedInput(x, geometry), [batch * rows, columnsPerPhase, width.stride, inputChannels]);
    const input = permute(padded, [0, 2, 1, 3]);
    const separated = permute(tf.reshape(dy, [batch * pixels, inputChannels, multiplier]), [2, 0, 1]);
    const gradients = Array.from({ length: multiplier }, (_, index) =>
      multiplier === 1 ? tf.reshape(separated, shape) : pickRows(separated, batch * pixels * inputChannels, [index], shape),
    );
    const means: Tensor[] = [];
    for (let ky = 0; ky < height.filter; ky++) {
      for (let kx = 0; kx < width.filter; kx++) {
        const ofTap = tf.tidy(() => {
          const met = metByTap(input, geometry, ky, kx);
          return gradients.map((gradient) => imageMean(tf.mul(met, gradient)));
        });
        means.push(...ofTap);
      }
    }
    const taps = height.filter * width.filter;
    const sums = tf.mul(tf.sum(tf.reshape(tf.concat(means, 0), [taps * multiplier, batch, inputChannels]), 1), pixels);
    const ordered = permute(tf.reshape(sums, [taps, multiplier, inputChannels]), [0, 2, 1]);
    return tf.reshape(ordered, [height.filter, width.filter, inputChannels, multiplier]);
  });
}

/** `DepthwiseConv2dNativeBackpropFilter`, which stock wasm lacks; float32. */
export const depthwiseConv2dNativeBackpropFilter: Kernel = {
  name: tf.DepthwiseConv2dNativeBackpropFilter,
  build: (): KernelFunc => (call) => {
    const { x, dy } = call.inputs as { x: Tensor4D; dy: Tensor4D };
    const attributes = call.attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
    const { filterShape } = attributes;
    if (dy.size === 0 || x.size === 0) return tf.zeros(filterShape);
    return tf.tidy(() => {
      const floats = x.dtype === 'float32' ? x : tf.cast(x, 'float32');
      return depthwiseFilterGradient(floats, dy, convolutionGeometry(x.shape, filterShape, dy, attributes, true));
    });
  },
};
