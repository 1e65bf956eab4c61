import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import { averagePool } from '../../resampling/averagePool';
import type { ResidualBlockArgs } from './residualBlockArgs';
import { residualParts } from './residualParts';

export interface ResidualDownArgs extends ResidualBlockArgs {
  /** Default `channels`, as in SAGAN and BigGAN; SN-GAN's and WGAN-GP's blocks have as many as x, but for the first. */
  readonly hiddenChannels?: number | undefined;
  /** Whether normalization and activation come before the first convolution too. Default true, but false where x is the network's input: a rectifier would take from an image all that is below 0. */
  readonly preactivation?: boolean | undefined;
}

const isNetworkInput = ({ sourceLayer }: SymbolicTensor): boolean => sourceLayer.getClassName() === 'InputLayer';

/**
 * A residual block of a discriminator at half the resolution: y = pool(conv(act(norm(conv(act(norm(x))))))) + conv₁(pool(x)), with 3×3
 * convolutions in the main branch, a 1×1 one in the shortcut, and `pool` the mean of 2×2 pixels. A discriminator's first block reads the
 * image as it is: see `preactivation`.
 *
 * Without `norm` and with `reparam: spectralNorm()` it is SN-GAN's, SAGAN's and BigGAN's block, without either WGAN-GP's, whose authors
 * recommend `norm: () => layerNorm()` where there is to be one.
 *
 * In the papers the first block's shortcut is pooled before its convolution and the others' after. A 1×1 convolution and a mean commute,
 * so that it is pooled first always, at a quarter of the work, and the result is the same. In the main branch
 * `conv2` and the mean are one `convMean2d`.
 *
 * Shapes: `[N, H, W, C]` → `[N, ⌊H/2⌋, ⌊W/2⌋, channels]`. Differentiable to any order. Training and inference differ as `norm` and
 * `reparam` do. Layers: `conv1`, `conv2`, `shortcut/conv`, and norms and activations by their kinds. The model disposes it.
 *
 * @throws GanError where `channels` or `hiddenChannels` is not a positive integer, or x is not images.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", appendix B.4, https://arxiv.org/abs/1802.05957
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", appendix F, https://arxiv.org/abs/1704.00028
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix B, https://arxiv.org/abs/1809.11096
 * @example const reparam = spectralNorm();
 * const critic = chain({ shape: [32, 32, 3] }, residualDown({ channels: 64, reparam }), residualDown({ channels: 128, reparam }));
 */
export function residualDown(args: ResidualDownArgs): Block {
  const { channels, hiddenChannels = channels } = args;
  const partsOf = residualParts('residualDown', args);
  return (x, name) => {
    const { activated, convolution, convolutionMean, pointwise } = partsOf(x, name);
    const { preactivation = !isNetworkInput(x) } = args;
    const before = preactivation ? activated() : [];
    return residual({
      main: sequence(...before, convolution('conv1', hiddenChannels), ...activated(), convolutionMean('conv2', channels)),
      shortcut: sequence(averagePool(), pointwise(channels)),
    })(x, name);
  };
}
