import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { convolutionGeometry, reach, type Axis, type ConvolutionAttributes, type ConvolutionGeometry } from './convolutionGeometry';
import { weavePhases } from './inputGradientByPhases';

const undilated = (axis: Axis): Axis => ({ ...axis, filter: reach(axis) + 1, dilation: 1 });

/** Zeros between the taps `[kh, kw, D]`, so that dilated filters can be taken apart by stride. */
function withZerosBetween(taps: Tensor, height: Axis, width: Axis): Tensor {
  const depth = taps.size / (height.filter * width.filter);
  return tf.tidy(() => {
    const cells = tf.reshape(taps, [height.filter, 1, width.filter, depth]);
    const wide = tf.pad(cells, [
      [0, 0],
      [0, height.dilation - 1],
      [0, 0],
      [0, (width.dilation - 1) * depth],
    ]);
    const full = tf.reshape(wide, [height.filter * height.dilation, width.filter * width.dilation, depth]);
    return tf.slice(full, [0, 0, 0], [reach(height) + 1, reach(width) + 1, depth]);
  });
}

/**
 * The gradient of a depthwise convolution's input: `dy [N, h, w, C * M]`, `filter [kh, kw, C, M]` → `[N, H, W, C]`.
 * Depthwise convolutions of `dy` by phases; the `M` outputs of a channel are added up at the end.
 */
function depthwiseInputGradient(dy: Tensor4D, filter: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const strided = height.stride * width.stride > 1;
  const dilated = height.dilation * width.dilation > 1;
  return tf.tidy(() => {
    const taps = tf.reshape(filter, [height.filter * width.filter, outputChannels]);
    const spread = strided && dilated;
    const used = spread ? { ...geometry, height: undilated(height), width: undilated(width) } : geometry;
    const gradient = weavePhases(
      dy,
      spread ? withZerosBetween(taps, height, width) : taps,
      [outputChannels, 1],
      outputChannels,
      used,
      (part, phase, padding) => tf.depthwiseConv2d(part, phase, 1, padding, 'NHWC', [used.height.dilation, used.width.dilation]),
    );
    const multiplier = outputChannels / inputChannels;
    if (multiplier === 1) return gradient;
    return tf.sum(tf.reshape(gradient, [batch, height.input, width.input, inputChannels, multiplier]), 4);
  });
}

/** `DepthwiseConv2dNativeBackpropInput`, which stock wasm lacks. Dilation is honoured, which the cpu backend forgets here. */
export const depthwiseConv2dNativeBackpropInput: Kernel = {
  name: tf.DepthwiseConv2dNativeBackpropInput,
  build: (): KernelFunc => (call) => {
    const { dy, filter } = call.inputs as { dy: Tensor4D; filter: Tensor4D };
    const attributes = call.attrs as unknown as ConvolutionAttributes & { inputShape: number[] };
    const { inputShape } = attributes;
    if (dy.size === 0 || filter.size === 0) return tf.zeros(inputShape);
    return depthwiseInputGradient(dy, filter, convolutionGeometry(inputShape, filter.shape, dy, attributes, true));
  },
};
