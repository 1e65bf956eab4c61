import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check, ops } from '@ganblocks/core';
import { constant, glorotUniform } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, onlyShape } from '../layer/shapes';

export interface DenseArgs extends GanLayerArgs {
  /** Size of the output's last axis, K. */
  readonly units: number;
  /** Default true. */
  readonly useBias?: boolean;
  /** Of the kernel. Default Glorot's uniform. */
  readonly initializer?: Initializer;
  /** Default zeros. */
  readonly biasInitializer?: Initializer;
}

/** The layer of `dense`. Weights: `kernel` `[C, K]`, `bias` `[K]`. */
export class Dense extends GanLayer {
  static readonly className = 'GanDense';
  private readonly config: Required<Pick<DenseArgs, 'units' | 'useBias' | 'initializer' | 'biasInitializer'>>;
  private kernel!: LayerVariable;
  private bias: LayerVariable | undefined;

  constructor(args: DenseArgs) {
    super(args);
    const { units, useBias = true, initializer = glorotUniform(), biasInitializer = constant(0) } = args;
    check(Number.isInteger(units) && units >= 1, () => `dense: units must be a positive integer. Got ${units}.`);
    this.config = { units, useBias, initializer, biasInitializer };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { units, useBias, initializer, biasInitializer } = this.config;
    this.kernel = this.weight('kernel', [channelsOf('dense', inputShape), units], initializer);
    if (useBias) this.bias = this.weight('bias', [units], biasInitializer);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [...onlyShape('dense', inputShape).slice(0, -1), this.config.units];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => ops.dense(only(inputs), this.kernel.read() as Tensor2D, { bias: this.bias?.read() as Tensor1D | undefined }));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(Dense);

/**
 * Fully connected layer: y = x · kernel + bias, over the last axis.
 *
 * Shapes: `[N, …, C]` → `[N, …, units]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless `units` is a positive integer and the input's last axis is known.
 * @example const head = dense({ units: 1, name: 'head' });
 */
export const dense = (args: DenseArgs): Dense => new Dense(args);
