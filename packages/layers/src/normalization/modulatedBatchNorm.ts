import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall, type ResolvedCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { channelsOf, severalShapes } from '../layer/shapes';
import { checkEpsilon } from './affineNorm';
import { createMovingMoments, type MovingMoments, type MovingMomentsArgs, movingMomentsArgsOf } from './movingMoments';

/** The options that all batch normalizations have whose scale and offset are drawn from a second input. */
export interface ModulatedBatchNormArgs extends GanLayerArgs, MovingMomentsArgs {
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/** A modulated batch normalization's options, with their defaults. */
export type ModulatedBatchNormConfig = Required<Omit<ModulatedBatchNormArgs, keyof GanLayerArgs>>;

/** These options of a layer's, alone. */
export function modulatedBatchNormArgsOf(where: string, args: ModulatedBatchNormArgs): ModulatedBatchNormConfig {
  const { epsilon = 1e-5 } = args;
  checkEpsilon(where, epsilon);
  return { ...movingMomentsArgsOf(where, args), epsilon };
}

/** γ and β of each sample, both `[N, C]`. */
export interface Modulation {
  readonly scale: Tensor2D;
  readonly offset: Tensor2D;
}

/** What these layers share: batch normalization of x. A subclass draws γ and β from the second input. */
export abstract class ModulatedBatchNorm<Config extends ModulatedBatchNormConfig> extends GanLayer {
  private moving!: MovingMoments;

  constructor(
    protected readonly where: string,
    /** What the second input is. */
    private readonly condition: string,
    args: GanLayerArgs,
    /** @internal */
    protected readonly config: Config,
  ) {
    super(args);
  }

  protected abstract buildModulation(condition: Shape, channels: number): void;
  protected abstract modulation(condition: Tensor, call: ResolvedCall): Modulation;

  override build(inputShape: Shape | Shape[]): void {
    const [x, condition] = severalShapes<[Shape, Shape]>(this.where, ['x', this.condition], inputShape);
    const channels = channelsOf(this.where, x);
    this.buildModulation(condition, channels);
    this.moving = createMovingMoments(this.weight.bind(this), channels, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return severalShapes<[Shape, Shape]>(this.where, ['x', this.condition], inputShape)[0];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const [x, condition] = several<[Tensor, Tensor]>(this.where, ['x', this.condition], inputs);
    return tf.tidy(() => {
      const options = { ...this.modulation(condition, readCall(kwargs)), epsilon: this.config.epsilon };
      return this.moving.normalized(x, kwargs, options) ?? ops.conditionalBatchNorm(x, { ...options, ...this.moving.read() });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
