import type { TensorInfo } from '@tensorflow/tfjs-core';
import { inputShape, outputShape, type ConvolutionGeometry } from '../convolutionGeometry';
import type { Activation } from './activation';
import { addressOf, makeFloats } from './addresses';
import { inputGradientByCol2im, suitsCol2im } from './col2im';
import type { KernelModule } from './kernelModule';
import { convolve, correlate } from './products';
import type { Take } from './scratch';
import { forwardSight, inputGradientSights, outputStrides } from './sights';

/** What a convolution may take besides its geometry. */
export interface ConvolutionOptions {
  /** A float for each output channel. */
  readonly bias?: TensorInfo | undefined;
  readonly activation?: Activation | undefined;
  /** Groups into which the channels are cut; default 1. */
  readonly groups?: number;
}

interface Operands {
  readonly input: number;
  readonly filter: number;
  readonly output: number;
  readonly bias?: number | undefined;
  readonly activation?: Activation | undefined;
  readonly groups?: number | undefined;
}

const FLOAT = 4;
const groupsOf = (count: number): number[] => Array.from({ length: count }, (_, group) => group);

/** Convolution on addresses: `input` [N, H, W, C], `filter` [h, w, C / groups, K], `output` [N, OH, OW, K]. */
export function convolveImages(module: KernelModule, take: Take, geometry: ConvolutionGeometry, operands: Operands): void {
  const { inputChannels, outputChannels } = geometry;
  const { input, filter, output, bias, activation, groups = 1 } = operands;
  const [channels, outputs] = [inputChannels / groups, outputChannels / groups];
  const call = { ...forwardSight(geometry), ...outputStrides(geometry), channels, tapStride: channels * outputChannels, outputs };
  for (const group of groupsOf(groups)) {
    convolve(module, take, {
      ...call,
      image: input + group * channels * FLOAT,
      weights: filter + group * outputs * FLOAT,
      depthStride: outputChannels,
      outputStride: 1,
      bias: bias === undefined ? undefined : bias + group * outputs * FLOAT,
      activation,
      output: output + group * outputs * FLOAT,
    });
  }
}

/** Input gradient on addresses: `input` is dy [N, OH, OW, K], `output` dx [N, H, W, C]. */
export function convolveInputGradient(module: KernelModule, take: Take, geometry: ConvolutionGeometry, operands: Operands): void {
  const { inputChannels, outputChannels } = geometry;
  const { input, filter, output, bias, groups = 1 } = operands;
  if (suitsCol2im(geometry, groups)) {
    inputGradientByCol2im(module, take, geometry, operands);
    return;
  }
  const [channels, outputs] = [outputChannels / groups, inputChannels / groups];
  const phases = inputGradientSights(geometry);
  for (const group of groupsOf(groups)) {
    for (const { offset, ...phase } of phases) {
      convolve(module, take, {
        ...phase,
        image: input + group * channels * FLOAT,
        channels,
        tapStride: outputs * outputChannels,
        weights: filter + group * channels * FLOAT,
        depthStride: 1,
        outputStride: outputChannels,
        bias: bias === undefined ? undefined : bias + group * outputs * FLOAT,
        output: output + (offset + group * outputs) * FLOAT,
        outputs,
      });
    }
  }
}

interface GradientOperands {
  readonly input: number;
  readonly gradient: number;
  readonly output: number;
  readonly groups?: number | undefined;
}

/** Filter gradient on addresses: `input` x [N, H, W, C], `gradient` dy [N, OH, OW, K], `output` [h, w, C / groups, K]. */
export function convolveFilterGradient(module: KernelModule, take: Take, geometry: ConvolutionGeometry, operands: GradientOperands): void {
  const { inputChannels, outputChannels } = geometry;
  const { input, gradient, output, groups = 1 } = operands;
  const [channels, outputs] = [inputChannels / groups, outputChannels / groups];
  const sight = forwardSight(geometry);
  for (const group of groupsOf(groups)) {
    correlate(module, take, {
      ...sight,
      image: input + group * channels * FLOAT,
      channels,
      gradient: gradient + group * outputs * FLOAT,
      gradientPixelStride: outputChannels,
      gradientChannelStride: 1,
      output: output + group * outputs * FLOAT,
      outputs,
      outputRowStride: outputChannels,
    });
  }
}

/** conv2d of float32 tensors: `x` [N, H, W, C], `filter` [h, w, C / groups, K] → [N, OH, OW, K]. */
export function conv2d(
  module: KernelModule,
  x: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
  { bias, activation, groups }: ConvolutionOptions = {},
): TensorInfo {
  const result = makeFloats(module, outputShape(geometry));
  module.scratch.use((take) =>
    convolveImages(module, take, geometry, {
      input: addressOf(module, x),
      filter: addressOf(module, filter),
      output: addressOf(module, result),
      bias: bias && addressOf(module, bias),
      activation,
      groups,
    }),
  );
  return result;
}

/** Gradient of conv2d by its input, which is also conv2dTranspose, then with a bias [C]: `dy` [N, OH, OW, K] → [N, H, W, C]. */
export function conv2dInputGradient(
  module: KernelModule,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
  { bias, groups }: Omit<ConvolutionOptions, 'activation'> = {},
): TensorInfo {
  const result = makeFloats(module, inputShape(geometry));
  const operands = { input: addressOf(module, dy), filter: addressOf(module, filter), bias: bias && addressOf(module, bias), groups };
  module.scratch.use((take) => convolveInputGradient(module, take, geometry, { ...operands, output: addressOf(module, result) }));
  return result;
}

/** Gradient of conv2d by its filter → [h, w, C / groups, K]. */
export function conv2dFilterGradient(
  module: KernelModule,
  x: TensorInfo,
  dy: TensorInfo,
  geometry: ConvolutionGeometry,
  { groups = 1 }: Pick<ConvolutionOptions, 'groups'> = {},
): TensorInfo {
  const { height, width, inputChannels, outputChannels } = geometry;
  const result = makeFloats(module, [height.filter, width.filter, inputChannels / groups, outputChannels]);
  const addresses = { input: addressOf(module, x), gradient: addressOf(module, dy), output: addressOf(module, result) };
  module.scratch.use((take) => convolveFilterGradient(module, take, geometry, { ...addresses, groups }));
  return result;
}
