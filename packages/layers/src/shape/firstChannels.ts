import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, onlyShape } from '../layer/shapes';

export interface FirstChannelsArgs extends GanLayerArgs {
  /** How many to keep, K. */
  readonly channels: number;
}

/** The layer of `firstChannels`. No weights. */
export class FirstChannels extends GanLayer {
  static readonly className = 'GanFirstChannels';
  override readonly perExample = true;
  private readonly channels: number;

  constructor(args: FirstChannelsArgs) {
    super(args);
    const { channels } = args;
    check(Number.isInteger(channels) && channels >= 1, () => `firstChannels: channels must be a positive integer. Got ${channels}.`);
    this.channels = channels;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const given = channelsOf('firstChannels', inputShape);
    check(this.channels <= given, () => `firstChannels: channels must be at most the input's ${given}. Got ${this.channels}.`);
    return [...onlyShape('firstChannels', inputShape).slice(0, -1), this.channels];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const x = only(inputs);
    const begin = x.shape.map(() => 0);
    return tf.slice(x, begin, [...x.shape.slice(0, -1), this.channels]);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), channels: this.channels };
  }
}
registerBuiltIn(FirstChannels);

/**
 * The first channels of x; the others are dropped: y = x[…, 0 … K - 1]. The shortcut of BigGAN-deep's generator.
 *
 * Shapes: `[N, …, C]` → `[N, …, K]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless `channels` is a positive integer and at most C.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix B, https://arxiv.org/abs/1809.11096
 * @example const fewer = chain({ shape: [4, 4, 8] }, firstChannels({ channels: 2 })); // [N, 4, 4, 2]
 */
export const firstChannels = (args: FirstChannelsArgs): FirstChannels => new FirstChannels(args);
