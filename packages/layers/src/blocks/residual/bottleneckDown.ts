import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import { averagePool } from '../../resampling/averagePool';
import { type BottleneckArgs, bottleneckChannels, bottleneckMain } from './bottleneckParts';
import { residualParts } from './residualParts';
import { withChannels } from '../withChannels';

export interface BottleneckDownArgs extends BottleneckArgs {
  /** Default `channels` / `ratio`. */
  readonly hiddenChannels?: number | undefined;
}

/**
 * BigGAN-deep's discriminator block at half the resolution: y = main(x) + [p, conv₁(p)], p = pool(x), where main has convolutions 1×1,
 * 3×3, 3×3 and 1×1, an activation before each, `channels` / `ratio` channels between them, and pools before the last.
 *
 * The shortcut keeps x's channels and adds the missing ones from a 1×1 convolution; `pool` is the mean of 2×2 pixels. Where `channels` are
 * fewer than x has, it drops the last, as `bottleneckUp` does.
 *
 * Shapes: `[N, H, W, C]` → `[N, ⌊H/2⌋, ⌊W/2⌋, channels]`. Differentiable to any order. Training and inference differ as `norm` and
 * `reparam` do. Layers: `conv1` … `conv4`, `shortcut/conv` where there is one, and norms and activations by their kinds. The model disposes it.
 *
 * @throws GanError where a number of channels is not a positive integer, `ratio` does not divide `channels`, or x is not images.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix B, https://arxiv.org/abs/1809.11096
 * @example const critic = chain({ shape: [32, 32, 64] }, bottleneckDown({ channels: 128, reparam: spectralNorm() })); // [N, 16, 16, 128]
 */
export function bottleneckDown(args: BottleneckDownArgs): Block {
  const { channels } = args;
  const partsOf = residualParts('bottleneckDown', args);
  const hidden = bottleneckChannels('bottleneckDown', args, channels);
  return (x, name) => {
    const parts = partsOf(x, name);
    return residual({
      main: sequence(...bottleneckMain(parts, { hidden, channels, down: [averagePool()] })),
      shortcut: (past, path) => withChannels(parts, channels)(sequence(averagePool())(past, path), path),
    })(x, name);
  };
}
