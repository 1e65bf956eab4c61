import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { type ImageShape, imageShape } from '../layer/shapes';
import { type AttentionKernels, checkCounts, createProjections, readProjections } from './projections';

/** The options of attentions among the pixels of an image. */
export interface ImageAttentionArgs extends GanLayerArgs, KernelArgs {
  /** Keys and values are maxima over blocks of pool × pool pixels. Default 2; 1: no pooling. */
  readonly pool?: number;
  /** Channels of queries and keys. Default C / 8, at least 1. */
  readonly keyChannels?: number | undefined;
  /** Channels of the values. Default C / 2, at least 1; without the output projection it is always C. */
  readonly valueChannels?: number | undefined;
  /** Whether a projection back to C channels follows. Default true. */
  readonly useOutput?: boolean;
  /** Of the projections. Default false, other than in most layers. */
  readonly useBias?: boolean | undefined;
  /** Default zero, at which the layer is the identity. */
  readonly gammaInitializer?: Initializer;
  /** Whether the layer has two outputs, the image and its attention map. Default false. */
  readonly returnAttention?: boolean;
}

type Config = Omit<ImageAttentionArgs, keyof GanLayerArgs> &
  Required<Pick<ImageAttentionArgs, 'pool' | 'useOutput' | 'gammaInitializer' | 'returnAttention'>>;

interface Widths {
  readonly channels: number;
  readonly keyChannels: number;
  readonly valueChannels: number;
}

const share = (channels: number, by: number): number => Math.max(1, Math.floor(channels / by));

/** What `selfAttention` and `sparseAttention` have in common. */
export abstract class ImageAttention extends GanLayer {
  /** @internal */
  protected readonly config: Config;
  private projections!: AttentionKernels;
  private gamma!: LayerVariable;

  constructor(
    protected readonly where: string,
    args: ImageAttentionArgs,
  ) {
    super(args);
    const { pool = 2, keyChannels, valueChannels, useOutput = true, gammaInitializer = constant(0), returnAttention = false } = args;
    const own = { pool, keyChannels, valueChannels, useOutput, gammaInitializer, returnAttention };
    checkCounts(where, { pool, keyChannels, valueChannels });
    this.config = { ...own, ...kernelArgsOf({ ...args, useBias: args.useBias ?? false }) };
  }

  protected abstract attend(x: Tensor4D, weights: ops.SelfAttentionWeights): ops.Attended<Tensor4D>;
  /** Of the attention map, by the number of queries and of keys. */
  protected abstract mapShape(batch: number | null, queries: number | null, keys: number | null): Shape;

  protected widthsOf({ channels }: Pick<ImageShape, 'channels'>): Widths {
    const { useOutput, keyChannels = share(channels, 8), valueChannels = share(channels, 2) } = this.config;
    return { channels, keyChannels, valueChannels: useOutput ? valueChannels : channels };
  }

  override build(inputShape: Shape | Shape[]): void {
    const image = imageShape(this.where, inputShape);
    const { pool } = this.config;
    check(
      image.size.every((length) => length === null || pool <= length),
      () => `${this.where}: pool must be at most the image's height and width. Got pool ${pool}, an image of ${image.size.join(' × ')}.`,
    );
    const { channels, keyChannels, valueChannels } = this.widthsOf(image);
    this.projections = createProjections((request) => this.kernel(request, this.config), {
      query: [channels, keyChannels],
      key: [channels, keyChannels],
      value: [channels, valueChannels],
      ...(this.config.useOutput ? { output: [valueChannels, channels] } : {}),
    });
    this.gamma = this.weight('gamma', [], this.config.gammaInitializer);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const { batch, size, channels } = imageShape(this.where, inputShape);
    const y = [batch, ...size, channels];
    if (!this.config.returnAttention) return y;
    const count = (by: number): number | null =>
      size.reduce<number | null>((product, length) => (product === null || length === null ? null : product * Math.floor(length / by)), 1);
    return [y, this.mapShape(batch, count(1), count(this.config.pool))];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor | Tensor[] {
    return tf.tidy(() => {
      const weights = { ...readProjections(this.projections, readCall(kwargs)), gamma: this.gamma.read() };
      const { y, attention } = this.attend(only<Tensor4D>(inputs), weights);
      return this.config.returnAttention ? [y, attention] : y;
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
