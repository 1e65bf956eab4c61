import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { kernelArgsOf } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { checkCount } from './convolution';
import { type ResizingConfig, ResizingConvolution, type ResizingConvolutionArgs } from './resizingConvolution';

export interface UpConv2dArgs extends ResizingConvolutionArgs {
  /** How many times larger the image becomes before the convolution. Default 2. */
  readonly factor?: number | undefined;
}

/** The layer of `upConv2d`. Weights: `kernel` `[kh, kw, C, K]`, `bias` `[K]`, as `conv2d`'s. */
export class UpConv2d extends ResizingConvolution<ResizingConfig & { readonly factor: number }> {
  static readonly className = 'GanUpConv2d';

  constructor(args: UpConv2dArgs) {
    const { channels, kernelSize, factor = 2, padding = 0 } = args;
    super('upConv2d', args, { channels, kernelSize, factor, padding, ...kernelArgsOf(args) });
    checkCount('upConv2d', 'factor', factor);
  }

  protected override shapeOf({ batch, size: [height, width] }: ImageShape): Shape {
    const { channels, factor, padding } = this.config;
    const size = [height && height * factor, width && width * factor] as const;
    return [batch, ...ops.convolutionSize({ size, kernel: this.kernelSize, padding }, 'upConv2d'), channels];
  }

  protected override convolve(x: Tensor4D, kernel: Tensor4D, bias?: Tensor1D): Tensor4D {
    const { factor, padding } = this.config;
    return ops.upConv2d(x, kernel, { factor, padding, bias });
  }
}
registerBuiltIn(UpConv2d);

/**
 * `resizeNearest({ factor })` and `conv2d` in one layer: the same weights and result for 4/9 of the work (3×3 kernel, factor 2), since
 * the copies of a pixel meet taps that are added up before. WGAN-GP's code calls it UpsampleConv.
 *
 * Shapes: `[N, H, W, C]` → `[N, factor·H + 2 padding - kh + 1, factor·W + 2 padding - kw + 1, channels]`. Training and inference alike, but
 * for what `reparam` keeps, which is of the stored kernel. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where arguments are out of range, or the kernel does not fit into the image.
 * @see Odena, Dumoulin & Olah 2016, "Deconvolution and Checkerboard Artifacts", https://distill.pub/2016/deconv-checkerboard
 * @example const twice = upConv2d({ channels: 64, kernelSize: 3, padding: 1 });
 */
export const upConv2d = (args: UpConv2dArgs): UpConv2d => new UpConv2d(args);
