import type { serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { checkCounts } from './projections';

/** The options of attentions with several heads. */
export interface MultiHeadArgs extends GanLayerArgs, KernelArgs {
  /** How many attend side by side, each with its own share of the projected channels. */
  readonly heads: number;
  /** Channels of a head. Default C / heads. */
  readonly headChannels?: number | undefined;
  /** Channels of the result. Default C. */
  readonly units?: number | undefined;
  /** Whether a projection of the joined heads follows. Default true; without it, the result has heads · headChannels channels. */
  readonly useOutput?: boolean;
  /** Whether the layer has two outputs, the sequence and its attention map. Default false. */
  readonly returnAttention?: boolean;
}

type Config = Omit<MultiHeadArgs, keyof GanLayerArgs> & Required<Pick<MultiHeadArgs, 'useOutput' | 'returnAttention'>>;

/** What `multiHeadAttention`, `crossAttention` and `l2Attention` have in common: how many heads there are, and how wide. */
export abstract class MultiHead extends GanLayer {
  /** @internal */
  protected readonly config: Config;

  constructor(
    protected readonly where: string,
    args: MultiHeadArgs,
  ) {
    super(args);
    const { heads, headChannels, units, useOutput = true, returnAttention = false } = args;
    checkCounts(where, { heads, headChannels, units });
    check(useOutput || units === undefined, () => {
      return `${where}: units must be left out where useOutput is false, as nothing gives so many channels. Got ${units}.`;
    });
    this.config = { heads, headChannels, units, useOutput, returnAttention, ...kernelArgsOf(args) };
  }

  /** Channels of all heads together, and of the result, for inputs of so many channels. */
  protected widthsOf(channels: number): { readonly joined: number; readonly result: number } {
    const { heads, headChannels = channels / heads, units = channels, useOutput } = this.config;
    check(Number.isInteger(headChannels), () => {
      return `${this.where}: heads must divide the channels, or headChannels be given. Got ${heads} heads, ${channels} channels.`;
    });
    return { joined: heads * headChannels, result: useOutput ? units : heads * headChannels };
  }

  protected shapesOf([batch = null, length = null]: Shape, keys: number | null, result: number): Shape | Shape[] {
    const y = [batch, length, result];
    return this.config.returnAttention ? [y, [batch, this.config.heads, length, keys]] : y;
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
