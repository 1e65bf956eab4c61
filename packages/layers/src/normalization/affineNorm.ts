import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { channelsOf } from '../layer/shapes';

/** The options that all normalizations with a scale and an offset for each channel have. */
export interface AffineNormArgs extends GanLayerArgs {
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
  /** γ. Default true. */
  readonly useScale?: boolean;
  /** β. Default true. */
  readonly useOffset?: boolean;
  /** Default ones. */
  readonly scaleInitializer?: Initializer;
  /** Default zeros. */
  readonly offsetInitializer?: Initializer;
}

/** An affine normalization's options, with their defaults. */
export type AffineNormConfig = Required<Omit<AffineNormArgs, keyof GanLayerArgs>>;

/** Throws unless what is added to a variance is above 0. */
export function checkEpsilon(where: string, epsilon: number): void {
  check(epsilon > 0, () => `${where}: epsilon must be above 0. Got ${epsilon}.`);
}

/** These options of a layer's, alone. */
export function affineNormArgsOf(where: string, args: AffineNormArgs): AffineNormConfig {
  const { epsilon = 1e-5, useScale = true, useOffset = true } = args;
  const { scaleInitializer = constant(1), offsetInitializer = constant(0) } = args;
  checkEpsilon(where, epsilon);
  return { epsilon, useScale, useOffset, scaleInitializer, offsetInitializer };
}

/** What normalized numbers are multiplied by and what is added to them. */
export interface Affine {
  readonly scale: Tensor1D | undefined;
  readonly offset: Tensor1D | undefined;
  readonly epsilon: number;
}

/** What these normalizations share: γ and β for each channel. A subclass says what is normalised by. */
export abstract class AffineNorm<Config extends AffineNormConfig> extends GanLayer {
  private scale: LayerVariable | undefined;
  private offset: LayerVariable | undefined;

  constructor(
    protected readonly where: string,
    args: GanLayerArgs,
    /** @internal */
    protected readonly config: Config,
  ) {
    super(args);
  }

  protected abstract normalize(x: Tensor, affine: Affine, kwargs: Kwargs | undefined): Tensor;

  override build(inputShape: Shape | Shape[]): void {
    const { useScale, useOffset, scaleInitializer, offsetInitializer } = this.config;
    const shape = [channelsOf(this.where, inputShape)];
    if (useScale) this.scale = this.weight('scale', shape, scaleInitializer);
    if (useOffset) this.offset = this.weight('offset', shape, offsetInitializer);
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    return tf.tidy(() => {
      const [scale, offset] = [this.scale?.read() as Tensor1D | undefined, this.offset?.read() as Tensor1D | undefined];
      return this.normalize(only(inputs), { scale, offset, epsilon: this.config.epsilon }, kwargs);
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
