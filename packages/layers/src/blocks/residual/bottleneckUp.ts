import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import { type BottleneckArgs, bottleneckChannels, bottleneckMain } from './bottleneckParts';
import { residualParts } from './residualParts';
import { doublingBy, type Upsampling } from './upsampling';
import { withChannels } from '../withChannels';

export interface BottleneckUpArgs extends BottleneckArgs {
  /** Default C / `ratio`, a share of x's. */
  readonly hiddenChannels?: number | undefined;
  /** Default 'nearest'. */
  readonly upsampling?: Upsampling | undefined;
}

/**
 * BigGAN-deep's generator block at twice the resolution: y = main(x) + up(the first `channels` of x), where main has convolutions 1×1,
 * 3×3, 3×3 and 1×1, norm and activation before each, C / `ratio` channels between them, and upsamples before the first 3×3.
 *
 * The shortcut has no weights. Only where `channels` are more than x has, it takes the missing ones from a 1×1 convolution, as
 * `bottleneckDown` does.
 *
 * Shapes: `[N, H, W, C]` → `[N, 2H, 2W, channels]`. Differentiable to any order. Training and inference differ as `norm` and `reparam` do.
 * Layers: `conv1` … `conv4`, `shortcut/conv` where there is one, and norms and activations by their kinds. The model disposes it.
 *
 * @throws GanError where a number of channels is not a positive integer, `ratio` does not divide C, or x is not images.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix B, https://arxiv.org/abs/1809.11096
 * @example const generator = chain({ shape: [4, 4, 64] }, bottleneckUp({ channels: 32, norm: () => batchNorm() })); // [N, 8, 8, 32]
 */
export function bottleneckUp(args: BottleneckUpArgs): Block {
  const { channels, upsampling = 'nearest' } = args;
  const doubling = doublingBy('bottleneckUp', upsampling);
  const partsOf = residualParts('bottleneckUp', args);
  return (x, name) => {
    const parts = partsOf(x, name);
    const hidden = bottleneckChannels('bottleneckUp', args, parts.inputs);
    return residual({
      main: sequence(...bottleneckMain(parts, { hidden, channels, conv2: doubling.convolved(parts, 'conv2', hidden) })),
      shortcut: (past, path) => sequence(doubling.alone())(withChannels(parts, channels)(past, path), path),
    })(x, name);
  };
}
