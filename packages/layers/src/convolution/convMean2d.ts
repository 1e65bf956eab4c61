import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { kernelArgsOf } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { checkCount } from './convolution';
import { type ResizingConfig, ResizingConvolution, type ResizingConvolutionArgs } from './resizingConvolution';

export interface ConvMean2dArgs extends ResizingConvolutionArgs {
  /** The side of the window whose mean is taken. Default 2. */
  readonly size?: number | undefined;
}

/** The layer of `convMean2d`. Weights: `kernel` `[kh, kw, C, K]`, `bias` `[K]`, as `conv2d`'s. */
export class ConvMean2d extends ResizingConvolution<ResizingConfig & { readonly size: number }> {
  static readonly className = 'GanConvMean2d';

  constructor(args: ConvMean2dArgs) {
    const { channels, kernelSize, size = 2, padding = 0 } = args;
    super('convMean2d', args, { channels, kernelSize, size, padding, ...kernelArgsOf(args) });
    checkCount('convMean2d', 'size', size);
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
