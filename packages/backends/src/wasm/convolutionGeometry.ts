import * as tf from '@tensorflow/tfjs-core';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';

/**
 * A convolution along one axis: `output[o] += filter[k] * input[o * stride + k * dilation - before]`.
 * Positions outside the input count as zero, whatever the padding was called.
 */
export interface Axis {
  readonly input: number;
  readonly output: number;
  readonly filter: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
}

export interface ConvolutionGeometry {
  readonly batch: number;
  readonly inputChannels: number;
  readonly outputChannels: number;
  readonly height: Axis;
  readonly width: Axis;
}

/** Attributes as tfjs's convolution kernels carry them. */
export interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  /** tfjs-layers says `null` for none. */
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
}

type Shape4D = [number, number, number, number];

type Information = ReturnType<typeof backend_util.computeConv2DInfo>;

const informationOf = (
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations, dimRoundingMode }: ConvolutionAttributes,
  depthwise: boolean,
): Information =>
  tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );

const geometryOf = (info: Information, outputShape: readonly number[]): ConvolutionGeometry => {
  const [batch = 0, outHeight = 0, outWidth = 0, outputChannels = 0] = outputShape;
  const { padInfo } = info;
  return {
    batch,
    inputChannels: info.inChannels,
    outputChannels,
    height: {
      input: info.inHeight,
      output: outHeight,
      filter: info.filterHeight,
      stride: info.strideHeight,
      dilation: info.dilationHeight,
      before: padInfo.top,
    },
    width: {
      input: info.inWidth,
      output: outWidth,
      filter: info.filterWidth,
      stride: info.strideWidth,
      dilation: info.dilationWidth,
      before: padInfo.left,
    },
  };
};

/**
 * The geometry of a convolution in NHWC from its attributes. The output's size is that of `dy`, not recomputed:
 * tfjs's gradient of conv2d forgets `dimRoundingMode`.
 */
export const convolutionGeometry = (
  inputShape: readonly number[],
  filterShape: readonly number[],
  dy: TensorInfo,
  attributes: ConvolutionAttributes,
  depthwise = false,
): ConvolutionGeometry => geometryOf(informationOf(inputShape, filterShape, attributes, depthwise), dy.shape);

/** The geometry of a convolution whose output is yet to be made. */
export function forwardGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: ConvolutionAttributes,
  depthwise = false,
): ConvolutionGeometry {
  const info = informationOf(inputShape, filterShape, attributes, depthwise);
  return geometryOf(info, info.outShape);
}

/** How many input positions apart the outermost taps of a filter are. */
export const reach = ({ filter, dilation }: Axis): number => (filter - 1) * dilation;

/** [N, H, W, C] */
export const inputShape = ({ batch, inputChannels, height, width }: ConvolutionGeometry): Shape4D => [
  batch,
  height.input,
  width.input,
  inputChannels,
];

/** [N, OH, OW, K] */
export const outputShape = ({ batch, outputChannels, height, width }: ConvolutionGeometry): Shape4D => [
  batch,
  height.output,
  width.output,
  outputChannels,
];
