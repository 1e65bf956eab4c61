import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import type { ResidualBlockArgs } from './residualBlockArgs';
import { residualParts } from './residualParts';
import { doublingBy, type Upsampling } from './upsampling';

export interface ResidualUpArgs extends ResidualBlockArgs {
  /** Default `channels`. */
  readonly hiddenChannels?: number | undefined;
  /** Default 'nearest', as in SN-GAN, WGAN-GP, SAGAN and BigGAN; the Mimicry library's SN-GAN has 'bilinear'. */
  readonly upsampling?: Upsampling | undefined;
}

/**
 * A residual block of a generator at twice the resolution: y = conv(act(norm(conv(up(act(norm(x))))))) + up(conv₁(x)), with 3×3
 * convolutions in the main branch and a 1×1 one in the shortcut. With `norm: () => batchNorm()` it is SN-GAN's and WGAN-GP's block, with
 * `() => conditioned(conditionalBatchNorm(), condition)` that of projection cGAN, SAGAN and BigGAN.
 *
 * The papers upsample before the shortcut's convolution. A 1×1 convolution and an interpolation whose weights add up to 1 commute, so
 * that the convolution comes first here, at a quarter of the work, and the result is the same. `conv1` of the nearest pixels' copies is an
 * `upConv2d`.
 *
 * Shapes: `[N, H, W, C]` → `[N, 2H, 2W, channels]`. Differentiable to any order. Training and inference differ as `norm` and `reparam` do.
 * Layers: `conv1`, `conv2`, `shortcut/conv`, and norms and activations by their kinds. The model disposes it.
 *
 * @throws GanError where `channels` or `hiddenChannels` is not a positive integer, or x is not images.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", appendix B.4, https://arxiv.org/abs/1802.05957
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", appendix F, https://arxiv.org/abs/1704.00028
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix B, https://arxiv.org/abs/1809.11096
 * @example const generator = chain({ shape: [4, 4, 64] }, residualUp({ channels: 32, norm: () => batchNorm() })); // [N, 8, 8, 32]
 */
export function residualUp(args: ResidualUpArgs): Block {
  const { channels, hiddenChannels = channels, upsampling = 'nearest' } = args;
  const doubling = doublingBy('residualUp', upsampling);
  const partsOf = residualParts('residualUp', args);
  return (x, name) => {
    const parts = partsOf(x, name);
    const { activated, convolution, pointwise } = parts;
    const first = doubling.convolved(parts, 'conv1', hiddenChannels);
    return residual({
      main: sequence(...activated(), ...first, ...activated(), convolution('conv2', channels)),
      shortcut: sequence(pointwise(channels), doubling.alone()),
    })(x, name);
  };
}
