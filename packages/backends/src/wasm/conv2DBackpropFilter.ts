import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { convolutionGeometry, type ConvolutionAttributes, type ConvolutionGeometry } from './convolutionGeometry';
import { filterGradientByColumns, filterGradientByProduct, filterGradientMirrored } from './filterGradient';

type FilterGradient = (x: Tensor4D, dy: Tensor4D, geometry: ConvolutionGeometry) => Tensor;

/** The fastest composition for a shape: the fewer rows im2col has, the better. */
function chooseFilterGradient({ inputChannels, outputChannels, height, width }: ConvolutionGeometry): FilterGradient {
  const oneTap = height.filter * width.filter === 1;
  const onePixel = height.output * width.output === 1;
  if (oneTap || onePixel) return filterGradientByProduct;
  const mirrors = height.stride * width.stride === 1 && height.before < height.filter && width.before < width.filter;
  return mirrors && outputChannels * 4 <= inputChannels ? filterGradientMirrored : filterGradientByColumns;
}

const asFloats = (x: Tensor4D): Tensor4D => (x.dtype === 'float32' ? x : tf.cast(x, 'float32'));

/** NCHW explicit padding `[[0, 0], [0, 0], rows, columns]` in the order of NHWC. */
const channelsLast = (pad: ConvolutionAttributes['pad']): ConvolutionAttributes['pad'] =>
  typeof pad === 'object' ? [pad[0], pad[2], pad[3], pad[1]] : pad;

/** `Conv2DBackpropFilter`, which stock wasm lacks: 30 to 45 GFLOP/s, float32. */
export const conv2DBackpropFilter: Kernel = {
  name: tf.Conv2DBackpropFilter,
  build: (): KernelFunc => (call) => {
    const inputs = call.inputs as { x: Tensor4D; dy: Tensor4D };
    const given = call.attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
    const { filterShape } = given;
    if (inputs.dy.size === 0 || inputs.x.size === 0) return tf.zeros(filterShape);
    return tf.tidy(() => {
      const toLast = (x: Tensor4D): Tensor4D => (given.dataFormat === 'NCHW' ? tf.transpose(x, [0, 2, 3, 1]) : x);
      const [x, dy] = [toLast(asFloats(inputs.x)), toLast(asFloats(inputs.dy))];
      const attributes = given.dataFormat === 'NCHW' ? { ...given, pad: channelsLast(given.pad) } : given;
      const geometry = convolutionGeometry(x.shape, filterShape, dy, attributes);
      return chooseFilterGradient(geometry)(x, dy, geometry);
    });
  },
};
