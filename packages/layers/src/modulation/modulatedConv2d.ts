import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import type { KernelRequest } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import type { FilterTaps } from '../resampling/upfirdn2d';
import { type StyledConfig, styledConfig, StyledConvolution, type StyledConvolutionArgs } from './styledConvolution';

export interface ModulatedConv2dArgs extends StyledConvolutionArgs {
  /** Upsampling factor. Default 1. */
  readonly up?: number;
  /** Downsampling factor. Default 1; not together with `up`. */
  readonly down?: number;
  /** The low-pass filter of `up` and `down`; its sum should be 1. Default [1, 3, 3, 1] / 8. */
  readonly filter?: FilterTaps;
  /** Whether the kernel is turned by 180°. Default false; true together with `up` is what StyleGAN2's published weights mean. */
  readonly flipKernel?: boolean;
}

type Config = StyledConfig & Required<Pick<ModulatedConv2dArgs, 'up' | 'down' | 'filter' | 'flipKernel'>>;

/** The layer of `modulatedConv2d`. Weights: `kernel` `[kh, kw, C, K]`, `bias` `[K]`, `affine` `[D, C]`, `affineBias` `[C]`. */
export class ModulatedConv2d extends StyledConvolution<Config> {
  static readonly className = 'GanModulatedConv2d';

  constructor(args: ModulatedConv2dArgs) {
    const { up = 1, down = 1, filter = [0.125, 0.375, 0.375, 0.125], flipKernel = false } = args;
    super('modulatedConv2d', args, { ...styledConfig('modulatedConv2d', args), up, down, filter, flipKernel });
    ops.upfirdn2dSize({ size: [null, null], filter }, 'modulatedConv2d');
    check(
      [up, down].every((factor) => Number.isInteger(factor) && factor >= 1) && Math.min(up, down) === 1,
      () => `modulatedConv2d: up and down must be integers >= 1, one of them 1. Got up ${up}, down ${down}.`,
    );
  }

  protected override kernelOf(channels: number): Omit<KernelRequest, 'name'> {
    return { shape: [...this.kernelSize, channels, this.config.channels] };
  }

  /** As of the kernel on the upsampled image; of its outputs every `down`-th stays. */
  protected override sizeOf([height, width]: ImageShape['size']): [number | null, number | null] {
    const { up, down, padding } = this.config;
    const size = [height && height * up, width && width * up] as const;
    const outputs = ops.convolutionSize({ size, kernel: this.kernelSize, padding }, 'modulatedConv2d');
    const along = (axis: 0 | 1): number | null => {
      const length = outputs[axis];
      check(length === null || length >= down, () => `modulatedConv2d: down must leave an output. Got down ${down}, ${length} pixels.`);
      return length && Math.floor(length / down);
    };
    return [along(0), along(1)];
  }

  protected override convolve(x: Tensor4D, kernel: Tensor, style: Tensor2D): Tensor4D {
    const { demodulate, up, down, filter, padding, flipKernel, epsilon } = this.config;
    return ops.modulatedConv2d(x, kernel as Tensor4D, style, { demodulate, up, down, filter, padding, flipKernel, epsilon });
  }
}
registerBuiltIn(ModulatedConv2d);

/**
 * StyleGAN2's convolution by style: s = affine(w) scales the input channels of the kernel, per image, and each output is divided by the
 * length of its weights: w'ₖ = s_c · w, w'' = w' / √(Σ w'² + ε). The affine layer's bias begins at 1, so that styles lie about 1; it has
 * the same `reparam` as the kernel. Noise is a layer of its own behind it, `biasAct` the activation behind that.
 *
 * Shapes: x `[N, H, W, C]`, w `[N, D]` → `[N, H · up / down, W · up / down, channels]` for odd kernels. With `up` the image is upsampled and
 * filtered in front of the kernel, with `down` filtered in front and thinned behind. Training and inference alike, but for what `reparam`
 * keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the inputs are not [x, w].
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 2.2, https://arxiv.org/abs/1912.04958
 * @example
 * const x = input({ shape: [8, 8, 64] });
 * const w = input({ shape: [128], name: 'w' });
 * const reparam = equalizedLearningRate();
 * const styled = sequence(
 *   conditioned(modulatedConv2d({ channels: 32, kernelSize: 3, up: 2, reparam, useBias: false }), w),
 *   biasAct({ activation: 'leakyRelu' }),
 * )(x, 'block'); // [N, 16, 16, 32]
 */
export const modulatedConv2d = (args: ModulatedConv2dArgs): ModulatedConv2d => new ModulatedConv2d(args);
