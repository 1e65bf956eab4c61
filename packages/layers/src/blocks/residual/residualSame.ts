import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import type { ResidualBlockArgs } from './residualBlockArgs';
import { residualParts } from './residualParts';

export interface ResidualSameArgs extends ResidualBlockArgs {
  /** Default `channels`. */
  readonly hiddenChannels?: number | undefined;
  /** Whether normalization and activation come before the first convolution. Default true. */
  readonly preactivation?: boolean | undefined;
}

/**
 * A residual block at the same resolution, of a generator or a discriminator: y = conv(act(norm(conv(act(norm(x)))))) + x, with 3×3
 * convolutions. Where x has other than `channels`, the shortcut is a 1×1 convolution of it, else x as it is.
 *
 * Shapes: `[N, H, W, C]` → `[N, H, W, channels]`. Differentiable to any order. Training and inference differ as `norm` and `reparam` do.
 * Layers: `conv1`, `conv2`, `shortcut/conv`, and norms and activations by their kinds. The model disposes it.
 *
 * @throws GanError where `channels` or `hiddenChannels` is not a positive integer, or x is not images.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", appendix B.4, https://arxiv.org/abs/1802.05957
 * @see He et al. 2016, "Identity Mappings in Deep Residual Networks", https://arxiv.org/abs/1603.05027
 * @example const last = chain({ shape: [8, 8, 128] }, residualSame({ channels: 128, reparam: spectralNorm() })); // [N, 8, 8, 128]
 */
export function residualSame(args: ResidualSameArgs): Block {
  const { channels, hiddenChannels = channels, preactivation = true } = args;
  const partsOf = residualParts('residualSame', args);
  return (x, name) => {
    const { inputs, activated, convolution, pointwise } = partsOf(x, name);
    const before = preactivation ? activated() : [];
    return residual({
      main: sequence(...before, convolution('conv1', hiddenChannels), ...activated(), convolution('conv2', channels)),
      shortcut: inputs === channels ? undefined : sequence(pointwise(channels)),
    })(x, name);
  };
}
