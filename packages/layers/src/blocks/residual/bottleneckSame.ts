import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import { type BottleneckArgs, bottleneckChannels, bottleneckMain } from './bottleneckParts';
import { residualParts } from './residualParts';
import { withChannels } from '../withChannels';

export interface BottleneckSameArgs extends BottleneckArgs {
  /** Default `channels` / `ratio`. */
  readonly hiddenChannels?: number | undefined;
}

/**
 * BigGAN-deep's block at the same resolution, of a generator (with `norm`) or a discriminator: y = main(x) + x, where main has
 * convolutions 1×1, 3×3, 3×3 and 1×1, norm and activation before each, and `channels` / `ratio` channels between them.
 *
 * Where x has other than `channels`, the shortcut drops the last or takes the missing ones from a 1×1 convolution.
 *
 * Shapes: `[N, H, W, C]` → `[N, H, W, channels]`. Differentiable to any order. Training and inference differ as `norm` and `reparam` do.
 * Layers: `conv1` … `conv4`, `shortcut/conv` where there is one, and norms and activations by their kinds. The model disposes it.
 *
 * @throws GanError where a number of channels is not a positive integer, `ratio` does not divide `channels`, or x is not images.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix B, https://arxiv.org/abs/1809.11096
 * @example const deeper = chain({ shape: [4, 4, 64] }, bottleneckSame({ channels: 64, norm: () => batchNorm() })); // [N, 4, 4, 64]
 */
export function bottleneckSame(args: BottleneckSameArgs): Block {
  const { channels } = args;
  const partsOf = residualParts('bottleneckSame', args);
  const hidden = bottleneckChannels('bottleneckSame', args, channels);
  return (x, name) => {
    const parts = partsOf(x, name);
    return residual({
      main: sequence(...bottleneckMain(parts, { hidden, channels })),
      shortcut: withChannels(parts, channels),
    })(x, name);
  };
}
