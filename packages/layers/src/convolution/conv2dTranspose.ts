import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import { type KernelRequest, kernelArgsOf } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { checkCount, Convolution, type ConvolutionArgs } from './convolution';

export interface Conv2dTransposeArgs extends ConvolutionArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** Rows and columns cut off at both sides. Default 0. */
  readonly padding?: ops.Pair;
  /** Rows and columns more at the bottom and the right, below `stride`. Default 0. */
  readonly outputPadding?: ops.Pair;
  /** Group g reads the g-th part of the channels and gives the g-th part of the outputs. Default 1. */
  readonly groups?: number;
}

type Config = Omit<Conv2dTransposeArgs, keyof GanLayerArgs> &
  Required<Pick<Conv2dTransposeArgs, 'stride' | 'padding' | 'outputPadding' | 'dilation' | 'groups'>>;

/** The layer of `conv2dTranspose`. Weights: `kernel` `[kh, kw, K / groups, C]`, `bias` `[K]`. */
export class Conv2dTranspose extends Convolution<Config> {
  static readonly className = 'GanConv2dTranspose';

  constructor(args: Conv2dTransposeArgs) {
    const { channels, kernelSize, stride = 1, padding = 0, outputPadding = 0, dilation = 1, groups = 1 } = args;
    super('conv2dTranspose', args, { channels, kernelSize, stride, padding, outputPadding, dilation, groups, ...kernelArgsOf(args) });
    checkCount('conv2dTranspose', 'channels', channels);
    checkCount('conv2dTranspose', 'groups', groups);
    check(groups === 1 || args.reparam === undefined, () => {
      return `conv2dTranspose: a reparam must have one group, since a kernel of ${groups} has no axis of its own for the outputs. Leave one out.`;
    });
    const request = { size: [null, null], kernel: this.kernelSize, stride, padding, outputPadding, dilation } as const;
    ops.convolutionTransposeSize(request, 'conv2dTranspose');
  }

  /** The fans are those of the reading direction: kh·kw·C / groups in, kh·kw·K / groups out. */
  protected override kernelOf(channels: number): Omit<KernelRequest, 'name'> {
    const { channels: outputs, groups } = this.config;
    ops.checkGroups('conv2dTranspose', groups, channels, outputs);
    const taps = this.kernelSize[0] * this.kernelSize[1];
    const fans = { fanIn: (taps * channels) / groups, fanOut: (taps * outputs) / groups };
    return { shape: [...this.kernelSize, outputs / groups, channels], outputAxis: -2, outputs, fans };
  }

  protected override shapeOf({ batch, size }: ImageShape): Shape {
    const request = { ...this.config, size, kernel: this.kernelSize };
    return [batch, ...ops.convolutionTransposeSize(request, 'conv2dTranspose'), this.config.channels];
  }

  protected override convolve(x: Tensor4D, kernel: Tensor4D, bias?: Tensor1D): Tensor4D {
    const { stride, padding, outputPadding, dilation, groups } = this.config;
    return ops.conv2dTranspose(x, kernel, { stride, padding, outputPadding, dilation, groups, bias });
  }
}
registerBuiltIn(Conv2dTranspose);

/**
 * Transposed convolution, PyTorch's rule of sizes: H' = (H - 1) stride - 2 padding + dilation (k - 1) + 1 + outputPadding.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', channels]`. Training and inference alike, but for what `reparam` keeps. Differentiable to any
 * order. The model disposes it.
 *
 * @throws GanError where arguments are out of range, or `groups` does not divide both channels.
 * @see Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", https://arxiv.org/abs/1603.07285
 * @example const twice = conv2dTranspose({ channels: 64, kernelSize: 4, stride: 2, padding: 1 });
 */
export const conv2dTranspose = (args: Conv2dTransposeArgs): Conv2dTranspose => new Conv2dTranspose(args);
