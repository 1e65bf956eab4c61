import type { Tensor, Tensor2D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import type { ResolvedCall } from '../layer/callArgs';
import type { KernelRequest, LayerKernel } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { type StyledConfig, styledConfig, StyledConvolution, type StyledConvolutionArgs } from './styledConvolution';

export interface AdaptiveConv2dArgs extends StyledConvolutionArgs {
  /** How many kernels the bank has, B. */
  readonly kernels: number;
}

type Config = StyledConfig & Pick<AdaptiveConv2dArgs, 'kernels'>;

/**
 * The layer of `adaptiveConv2d`. Weights: `kernel` `[B, kh, kw, C, K]`, `bias` `[K]`, `affine` `[D, C]`, `affineBias` `[C]`, `select`
 * `[D, B]`, `selectBias` `[B]`.
 */
export class AdaptiveConv2d extends StyledConvolution<Config> {
  static readonly className = 'GanAdaptiveConv2d';
  private selection!: LayerKernel;

  constructor(args: AdaptiveConv2dArgs) {
    const { kernels } = args;
    super('adaptiveConv2d', args, { ...styledConfig('adaptiveConv2d', args), kernels });
    checkCount('adaptiveConv2d', 'kernels', kernels);
  }

  /** The fans are those of one kernel of the bank. */
  protected override kernelOf(channels: number): Omit<KernelRequest, 'name'> {
    const { kernels, channels: outputs } = this.config;
    const taps = this.kernelSize[0] * this.kernelSize[1];
    return { shape: [kernels, ...this.kernelSize, channels, outputs], fans: { fanIn: taps * channels, fanOut: taps * outputs } };
  }

  protected override sizeOf(size: ImageShape['size']): [number | null, number | null] {
    return ops.convolutionSize({ size, kernel: this.kernelSize, padding: this.config.padding }, 'adaptiveConv2d');
  }

  override build(inputShape: Shape | Shape[]): void {
    super.build(inputShape);
    this.selection = this.fromLatents('select', this.config.kernels, 0);
  }

  protected override convolve(x: Tensor4D, kernel: Tensor, style: Tensor2D, w: Tensor2D, call: ResolvedCall): Tensor4D {
    const { demodulate, padding, epsilon } = this.config;
    const select = this.selection.read<Tensor2D>(call);
    const logits = ops.dense(w, select.kernel, { bias: select.bias });
    return ops.adaptiveConv2d(x, kernel as Tensor5D, style, logits, { demodulate, padding, epsilon });
  }
}
registerBuiltIn(AdaptiveConv2d);

/**
 * GigaGAN's convolution, whose kernel each image chooses: a mixture of a bank's kernels, weighted by softmax(select(w)), then modulated by
 * the style affine(w) and demodulated: k = Σ softmax(select(w))_b · kernel_b, k' = s_c · k, k'' = k' / √(Σ k'² + ε).
 *
 * Shapes: x `[N, H, W, C]`, w `[N, D]` → `[N, H, W, channels]` for odd kernels, stride 1. The affine layer's bias begins at 1, that of the
 * selection at 0; both have the `reparam` of the bank, which takes the bank for one kernel: its fan-in is B·kh·kw·C, a constant that the
 * demodulation divides out. Training and inference alike, but for what `reparam` keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the inputs are not [x, w].
 * @see Kang et al. 2023, "Scaling up GANs for Text-to-Image Synthesis", section 3.1, https://arxiv.org/abs/2303.05511
 * @example
 * const x = input({ shape: [8, 8, 64] });
 * const w = input({ shape: [128], name: 'w' });
 * const adapted = sequence(conditioned(adaptiveConv2d({ channels: 32, kernelSize: 3, kernels: 4 }), w), leakyRelu())(x, 'block');
 */
export const adaptiveConv2d = (args: AdaptiveConv2dArgs): AdaptiveConv2d => new AdaptiveConv2d(args);
