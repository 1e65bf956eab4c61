import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionGeometry } from '../convolutionGeometry';
import { addressOf, makeFloats } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallelWithWork, PASS } from './parallel';
import { convolutionRecord, correlationRecord, type ConvolutionCall } from './records';
import type { Take } from './scratch';
import { forwardTaps, inputGradientPhases } from './taps';

/*
 * Depthwise convolutions of one output a channel: filter [h, w, C, 1]. More outputs a channel are a grouped convolution, which `conv2d` takes.
 */

interface Operands {
  readonly input: number;
  readonly filter: number;
  readonly output: number;
}

const FLOAT = 4;

function convolveDepthwise(module: KernelModule, take: Take, call: ConvolutionCall): void {
  const { taps, channels, batch, rows, columns } = call;
  const record = convolutionRecord(module, take, call, 0);
  const split = { count: batch * rows * columns, nanoseconds: taps.length * channels * PASS };
  parallelWithWork(module, take, 'depthwise', module.kernels.depthwiseWork(taps.length), split, (from, to) => [record, from, to]);
}

/** Forward on addresses: `input` [N, H, W, C] → `output` [N, OH, OW, C]. */
export function depthwiseImages(
  module: KernelModule,
  take: Take,
  geometry: ConvolutionGeometry,
  { input, filter, output }: Operands,
): void {
  const { batch, inputChannels, height, width } = geometry;
  const taps = forwardTaps(geometry);
  const call = {
    image: input,
    imageHeight: height.input,
    imageWidth: width.input,
    channels: inputChannels,
    batch,
    rows: height.output,
    columns: width.output,
    strideHeight: height.stride,
    strideWidth: width.stride,
    taps,
    tapStride: inputChannels,
    weights: filter,
    depthStride: 1,
    outputStride: 1,
    output,
    outputs: inputChannels,
    outputBatchStride: height.output * width.output * inputChannels,
    outputRowStride: width.output * inputChannels,
    outputPixelStride: inputChannels,
  };
  convolveDepthwise(module, take, call);
}

/** Input gradient on addresses: `input` is dy [N, OH, OW, C], `output` dx [N, H, W, C]. */
export function depthwiseInputGradientAt(
  module: KernelModule,
  take: Take,
  geometry: ConvolutionGeometry,
  { input, filter, output }: Operands,
): void {
  const { batch, inputChannels, height, width } = geometry;
  for (const { firstRow, firstColumn, rows, columns, taps } of inputGradientPhases(geometry)) {
    const call = {
      image: input,
      imageHeight: height.output,
      imageWidth: width.output,
      channels: inputChannels,
      batch,
      rows,
      columns,
      taps,
      tapStride: inputChannels,
      weights: filter,
      depthStride: 1,
      outputStride: 1,
      output: output + (firstRow * width.input + firstColumn) * inputChannels * FLOAT,
      outputs: inputChannels,
      outputBatchStride: height.input * width.input * inputChannels,
      outputRowStride: height.stride * width.input * inputChannels,
      outputPixelStride: width.stride * inputChannels,
    };
    convolveDepthwise(module, take, call);
  }
}

/** Filter gradient on addresses: `input` x [N, H, W, C], `gradient` dy [N, OH, OW, C], `output` [h, w, C]. */
export function depthwiseFilterGradientAt(
  module: KernelModule,
  take: Take,
  geometry: ConvolutionGeometry,
  { input, gradient, output }: { readonly input: number; readonly gradient: number; readonly output: number },
): void {
  const { batch, inputChannels, height, width } = geometry;
  const taps = forwardTaps(geometry);
  const call = {
    image: input,
    imageHeight: height.input,
    imageWidth: width.input,
    channels: inputChannels,
    batch,
    rows: height.output,
    columns: width.output,
    strideHeight: height.stride,
    strideWidth: width.stride,
    taps,
    gradient,
    gradientPixelStride: inputChannels,
    gradientChannelStride: 1,
    output,
    outputs: inputChannels,
    outputRowStride: inputChannels,
  };
  const split = { count: taps.length, nanoseconds: batch * height.output * width.output * inputChannels * PASS };
  parallelWithWork(module, take, 'depthwiseFilterGradient', module.kernels.depthwiseWork(taps.length), split, (from, to) => {
    const part = { ...call, taps: taps.slice(from, to), output: output + from * inputChannels * FLOAT };
    return [correlationRecord(module, take, part), batch];
  });
}

/** depthwiseConv2d of float32 tensors: `x` [N, H, W, C], `filter` [h, w, C, 1] → [N, OH, OW, C]. */
export function depthwiseConv2d(module: KernelModule, x: TensorInfo, filter: TensorInfo, geometry: ConvolutionGeometry): TensorInfo {
  const { batch, inputChannels, height, width } = geometry;
  const result = makeFloats(module, [batch, height.output, width.output, inputChannels]);
  const addresses = { input: addressOf(module, x), filter: addressOf(module, filter), output: addressOf(module, result) };
  module.scratch.use((take) => depthwiseImages(module, take, geometry, addresses));
  return result;
}

/** Gradient of depthwiseConv2d by its input: `dy` [N, OH, OW, C] → [N, H, W, C]. */
export function depthwiseInputGradient(
  module: KernelModule,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo {
  const { batch, inputChannels, height, width } = geometry;
  const result = makeFloats(module, [batch, height.input, width.input, inputChannels]);
  const addresses = { input: addressOf(module, dy), filter: addressOf(module, filter), output: addressOf(module, result) };
  module.scratch.use((take) => depthwiseInputGradientAt(module, take, geometry, addresses));
  return result;
}

/** Gradient of depthwiseConv2d by its filter → [h, w, C, 1]. */
export function depthwiseFilterGradient(module: KernelModule, x: TensorInfo, dy: TensorInfo, geometry: ConvolutionGeometry): TensorInfo {
  const { inputChannels, height, width } = geometry;
  const result = makeFloats(module, [height.filter, width.filter, inputChannels, 1]);
  const addresses = { input: addressOf(module, x), gradient: addressOf(module, dy), output: addressOf(module, result) };
  module.scratch.use((take) => depthwiseFilterGradientAt(module, take, geometry, addresses));
  return result;
}
