import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, type KernelRequest, kernelArgsOf } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { checkCount, Convolution } from './convolution';

export interface ConvMean2dArgs extends GanLayerArgs, KernelArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** One number, or [vertical, horizontal]. */
  readonly kernelSize: ops.Pair;
  /** The side of the window whose mean is taken. Default 2. */
  readonly size?: number | undefined;
  /** Zeros on both sides of each axis, or 'same'. Default 0. */
  readonly padding?: ops.Padding;
}

type Config = Omit<ConvMean2dArgs, keyof GanLayerArgs> & Required<Pick<ConvMean2dArgs, 'padding'>> & { readonly size: number };

/** The layer of `convMean2d`. Weights: `kernel` `[kh, kw, C, K]`, `bias` `[K]`, as `conv2d`'s. */
export class ConvMean2d extends Convolution<Config> {
  static readonly className = 'GanConvMean2d';

  constructor(args: ConvMean2dArgs) {
    const { channels, kernelSize, size = 2, padding = 0 } = args;
    super('convMean2d', args, { channels, kernelSize, size, padding, ...kernelArgsOf(args) });
    checkCount('convMean2d', 'channels', channels);
    checkCount('convMean2d', 'size', size);
    ops.convolutionSize({ size: [null, null], kernel: this.kernelSize, padding }, 'convMean2d');
  }

  protected override kernelOf(channels: number): Omit<KernelRequest, 'name'> {
    return { shape: [...this.kernelSize, channels, this.config.channels] };
  }

  protected override shapeOf({ batch, size: whole }: ImageShape): Shape {
    const { channels, size, padding } = this.config;
    const image = ops.convolutionSize({ size: whole, kernel: this.kernelSize, padding }, 'convMean2d');
    return [batch, ...ops.poolingSize({ image, size }, 'convMean2d'), channels];
  }

  protected override convolve(x: Tensor4D, kernel: Tensor4D, bias?: Tensor1D): Tensor4D {
    const { size, padding } = this.config;
    return ops.convMean2d(x, kernel, { size, padding, bias });
  }
}
registerBuiltIn(ConvMean2d);

/**
 * `conv2d` and `averagePool({ size })` in one layer: the same weights and result for 4/9 of the work (3×3 kernel, size 2), since the mean
 * of neighbouring results is one result of the mean of shifted kernels. WGAN-GP's code calls it ConvMeanPool.
 *
 * Shapes: `[N, H, W, C]` → `[N, ⌊H' / size⌋, ⌊W' / size⌋, channels]` with H' = H + 2 padding - kh + 1. Training and inference alike, but
 * for what `reparam` keeps, which is of the stored kernel. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where arguments are out of range, or the kernel or the window does not fit into the image.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", appendix F, https://arxiv.org/abs/1704.00028
 * @example const half = convMean2d({ channels: 64, kernelSize: 3, padding: 1 });
 */
export const convMean2d = (args: ConvMean2dArgs): ConvMean2d => new ConvMean2d(args);
