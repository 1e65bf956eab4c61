import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import { type KernelRequest, kernelArgsOf } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { checkCount, Convolution, type ConvolutionArgs } from './convolution';

export interface Conv2dArgs extends ConvolutionArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** Zeros on both sides of each axis, or 'same'. Default 0. */
  readonly padding?: ops.Padding;
  /** Group g reads the g-th part of the channels and gives the g-th part of the outputs. Default 1. */
  readonly groups?: number;
}

type Config = Omit<Conv2dArgs, keyof GanLayerArgs> & Required<Pick<Conv2dArgs, 'stride' | 'padding' | 'dilation' | 'groups'>>;

/** The layer of `conv2d`. Weights: `kernel` `[kh, kw, C / groups, K]`, `bias` `[K]`. */
export class Conv2d extends Convolution<Config> {
  static readonly className = 'GanConv2d';

  constructor(args: Conv2dArgs) {
    const { channels, kernelSize, stride = 1, padding = 0, dilation = 1, groups = 1 } = args;
    super('conv2d', args, { channels, kernelSize, stride, padding, dilation, groups, ...kernelArgsOf(args) });
    checkCount('conv2d', 'channels', channels);
    checkCount('conv2d', 'groups', groups);
    ops.convolutionSize({ size: [null, null], kernel: this.kernelSize, stride, padding, dilation }, 'conv2d');
  }

  protected override kernelOf(channels: number): Omit<KernelRequest, 'name'> {
    const { channels: outputs, groups } = this.config;
    ops.checkGroups('conv2d', groups, channels, outputs);
    return { shape: [...this.kernelSize, channels / groups, outputs] };
  }

  protected override shapeOf({ batch, size }: ImageShape): Shape {
    return [batch, ...ops.convolutionSize({ ...this.config, size, kernel: this.kernelSize }, 'conv2d'), this.config.channels];
  }

  protected override convolve(x: Tensor4D, kernel: Tensor4D, bias?: Tensor1D): Tensor4D {
    const { stride, padding, dilation, groups } = this.config;
    return ops.conv2d(x, kernel, { stride, padding, dilation, groups, bias });
  }
}
registerBuiltIn(Conv2d);

/**
 * Convolution with symmetric zero padding, PyTorch's rule of sizes: H' = floor((H + 2 padding - dilation (k - 1) - 1) / stride) + 1.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', channels]`. Training and inference alike, but for what `reparam` keeps. Differentiable to any
 * order. The model disposes it.
 *
 * @throws GanError where arguments are out of range, the kernel does not fit into the image, or `groups` does not divide both channels.
 * @example const half = conv2d({ channels: 64, kernelSize: 4, stride: 2, padding: 1 });
 */
export const conv2d = (args: Conv2dArgs): Conv2d => new Conv2d(args);
