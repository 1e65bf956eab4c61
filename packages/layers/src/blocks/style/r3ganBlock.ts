import { check } from '@ganblocks/core';
import { leakyRelu } from '../../activation/leakyRelu';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import { constant, varianceScaling } from '../../initializers/factories';
import type { Initializer } from '../../initializers/initializer';
import { imageShape } from '../../layer/shapes';
import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import { layerScale } from './layerScale';
import { pathOf } from '../path';

export interface R3ganBlockArgs {
  /** Of the k × k convolution: how many parts of the channels it treats apart. The paper's networks have one for each 16 channels. */
  readonly groups: number;
  /** Channels within the block per channel of its input. Default 2. */
  readonly expansion?: number;
  /** Odd. Default 3. */
  readonly kernelSize?: number;
  /** Residual blocks L in the whole network: the first two kernels begin L^(-1/4) as large. Default 1. */
  readonly blocks?: number;
  /** How a learned factor for each channel of the branch begins. Default: no such factor, as in the paper. */
  readonly scaleInitializer?: Initializer;
  /** Of the last kernel. Default zeros: the block begins as the identity. */
  readonly lastInitializer?: Initializer;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
}

/** He's factor for a leaky rectifier, in the initialization only. */
const heGain = (slope: number): number => Math.sqrt(2 / (1 + slope ** 2));

/**
 * R3GAN's residual block, an inverted bottleneck without normalization: y = x + conv₁(σ(conv₃(σ(conv₁(x))))), where σ is a leaky rectifier
 * behind a bias, conv₁ are 1 × 1 and conv₃ is k × k in groups.
 *
 * It begins as the identity: the last kernel is zeros, the others are N(0, g² / fanIn) with g = √(2 / (1 + slope²)) · L^(-1/4), Fixup's
 * rule for branches of three layers. Shapes: `[N, H, W, C]` → the same; `groups` divides C · expansion. Weights: `<name>/conv1`,
 * `<name>/conv2`, `<name>/conv3` (no bias), and `<name>/layerScale` where it has one. Training and inference alike. Differentiable to any
 * order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or `groups` does not divide the channels.
 * @see Huang et al. 2024, "The GAN is dead; long live the GAN! A Modern GAN Baseline", section 3.3, https://arxiv.org/abs/2501.05441
 * @see Zhang, Dauphin & Ma 2019, "Fixup Initialization", https://arxiv.org/abs/1901.09321
 * @see Touvron et al. 2021, "Going deeper with Image Transformers" (layer scale), https://arxiv.org/abs/2103.17239
 * @example const critic = chain({ shape: [8, 8, 32], name: 'critic' }, r3ganBlock({ groups: 4 }), r3ganDown(), r3ganBlock({ groups: 4 }));
 */
export function r3ganBlock(args: R3ganBlockArgs): Block {
  const { groups, expansion = 2, kernelSize = 3, blocks = 1, scaleInitializer, lastInitializer = constant(0), slope = 0.2 } = args;
  for (const [option, count] of Object.entries({ groups, expansion, blocks })) checkCount('r3ganBlock', option, count);
  check(Number.isInteger(kernelSize) && kernelSize % 2 === 1, () => `r3ganBlock: kernelSize must be odd. Got ${kernelSize}.`);
  const initializer = varianceScaling({ scale: (heGain(slope) * blocks ** -0.25) ** 2 });

  const main: Block = (x, name) => {
    const { channels } = imageShape('r3ganBlock', x.shape);
    const inner = channels * expansion;
    check(inner % groups === 0, () => {
      return `r3ganBlock: groups must divide the inner channels. Got groups ${groups}, channels ${expansion} · ${channels}.`;
    });
    return sequence(
      conv2d({ name: pathOf(name, 'conv1'), channels: inner, kernelSize: 1, initializer }),
      leakyRelu({ slope }),
      conv2d({ name: pathOf(name, 'conv2'), channels: inner, kernelSize, padding: (kernelSize - 1) / 2, groups, initializer }),
      leakyRelu({ slope }),
      conv2d({ name: pathOf(name, 'conv3'), channels, kernelSize: 1, useBias: false, initializer: lastInitializer }),
      ...(scaleInitializer ? [layerScale({ name: pathOf(name, 'layerScale'), initializer: scaleInitializer })] : []),
    )(x, name);
  };
  return residual({ main });
}
