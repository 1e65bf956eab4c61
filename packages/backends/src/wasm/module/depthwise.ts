import type { TensorInfo } from '@tensorflow/tfjs-core';
import { inputShape, outputShape, type ConvolutionGeometry } from '../convolutionGeometry';
import { addressOf, makeFloats } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallelWithWork, PASS } from './parallel';
import { convolutionRecord, correlationRecord, type ConvolutionCall } from './records';
import type { Take } from './scratch';
import { forwardSight, inputGradientSights, outputStrides } from './sights';

/*
 * Depthwise convolutions of one output a channel: filter [h, w, C, 1]. More outputs a channel stay with the compositions.
 */

interface Operands {
  readonly input: number;
  readonly filter: number;
  readonly output: number;
}

const FLOAT = 4;

/** What the calls of a depthwise convolution have besides what is seen and where it goes. */
const shared = ({ inputChannels }: ConvolutionGeometry) => ({
  channels: inputChannels,
  tapStride: inputChannels,
  depthStride: 1,
  outputStride: 1,
  outputs: inputChannels,
});

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
  const call = { ...forwardSight(geometry), ...outputStrides(geometry), ...shared(geometry) };
  convolveDepthwise(module, take, { ...call, image: input, weights: filter, output });
}

/** Input gradient on addresses: `input` is dy [N, OH, OW, C], `output` dx [N, H, W, C]. */
export function depthwiseInputGradientAt(
  module: KernelModule,
  take: Take,
  geometry: ConvolutionGeometry,
  { input, filter, output }: Operands,
): void {
  for (const { offset, ...phase } of inputGradientSights(geometry)) {
    convolveDepthwise(module, take, { ...phase, ...shared(geometry), image: input, weights: filter, output: output + offset * FLOAT });
  }
}

/** Filter gradient on addresses: `input` x [N, H, W, C], `gradient` dy [N, OH, OW, C], `output` [h, w, C]. */
export function depthwiseFilterGradientAt(
  module: KernelModule,
  take: Take,
  geometry: ConvolutionGeometry,
  { input, gradient, output }: { readonly input: number; readonly gradient: number; readonly output: number },
): void {
  const { inputChannels: channels } = geometry;
  const sight = forwardSight(geometry);
  const { taps, batch, rows, columns } = sight;
  const strides = { gradientPixelStride: channels, gradientChannelStride: 1, outputRowStride: channels };
  const split = { count: taps.length, nanoseconds: batch * rows * columns * channels * PASS };
  parallelWithWork(module, take, 'depthwiseFilterGradient', module.kernels.depthwiseWork(taps.length), split, (from, to) => {
    const part = { ...sight, taps: taps.slice(from, to), image: input, channels, gradient, output: output + from * channels * FLOAT };
    return [correlationRecord(module, take, { ...part, ...strides, outputs: channels }), batch];
  });
}

/** depthwiseConv2d of float32 tensors: `x` [N, H, W, C], `filter` [h, w, C, 1] → [N, OH, OW, C]. */
export function depthwiseConv2d(module: KernelModule, x: TensorInfo, filter: TensorInfo, geometry: ConvolutionGeometry): TensorInfo {
  const result = makeFloats(module, outputShape(geometry));
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
  const result = makeFloats(module, inputShape(geometry));
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
