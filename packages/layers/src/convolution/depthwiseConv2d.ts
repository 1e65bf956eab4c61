import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import { type KernelRequest, kernelArgsOf } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { checkCount, Convolution, type ConvolutionArgs } from './convolution';

export interface DepthwiseConv2dArgs extends ConvolutionArgs {
  /** Outputs of each channel, M. Default 1. */
  readonly multiplier?: number;
  /** Zeros on both sides of each axis, or 'same'. Default 0. */
  readonly padding?: ops.Padding;
}

type Config = Omit<DepthwiseConv2dArgs, keyof GanLayerArgs> &
  Required<Pick<DepthwiseConv2dArgs, 'multiplier' | 'stride' | 'padding' | 'dilation'>>;

/** The layer of `depthwiseConv2d`. Weights: `kernel` `[kh, kw, 1, C·M]`, PyTorch's layout of a convolution in C groups, `bias` `[C·M]`. */
export class DepthwiseConv2d extends Convolution<Config> {
  static readonly className = 'GanDepthwiseConv2d';

  constructor(args: DepthwiseConv2dArgs) {
    const { multiplier = 1, kernelSize, stride = 1, padding = 0, dilation = 1 } = args;
    super('depthwiseConv2d', args, { multiplier, kernelSize, stride, padding, dilation, ...kernelArgsOf(args) });
    checkCount('depthwiseConv2d', 'multiplier', multiplier);
    ops.convolutionSize({ size: [null, null], kernel: this.kernelSize, stride, padding, dilation }, 'depthwiseConv2d');
  }

  protected override kernelOf(channels: number): Omit<KernelRequest, 'name'> {
    return { shape: [...this.kernelSize, 1, channels * this.config.multiplier] };
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    const request = { ...this.config, size, kernel: this.kernelSize };
    return [batch, ...ops.convolutionSize(request, 'depthwiseConv2d'), channels * this.config.multiplier];
  }

  protected override convolve(x: Tensor4D, kernel: Tensor4D, bias?: Tensor1D): Tensor4D {
    const { stride, padding, dilation } = this.config;
    return ops.conv2d(x, kernel, { stride, padding, dilation, groups: x.shape[3], bias });
  }
}
registerBuiltIn(DepthwiseConv2d);

/**
 * Depthwise convolution: each channel has its own `multiplier` kernels and is not mixed with the others; sizes as `conv2d`.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', C·multiplier]`, the outputs of a channel side by side. Training and inference alike, but for what
 * `reparam` keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where arguments are out of range, or the kernel does not fit into the image.
 * @see Howard et al. 2017, "MobileNets", https://arxiv.org/abs/1704.04861
 * @example const smoothed = depthwiseConv2d({ kernelSize: 3, padding: 1 });
 */
export const depthwiseConv2d = (args: DepthwiseConv2dArgs): DepthwiseConv2d => new DepthwiseConv2d(args);
