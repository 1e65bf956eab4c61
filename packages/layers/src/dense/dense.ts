import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, onlyShape } from '../layer/shapes';

export interface DenseArgs extends GanLayerArgs, KernelArgs {
  /** Size of the output's last axis, K. */
  readonly units: number;
}

/** The layer of `dense`. Weights: `kernel` `[C, K]`, `bias` `[K]`. */
export class Dense extends GanLayer {
  static readonly className = 'GanDense';
  override readonly perExample = true;
  private readonly config: Omit<DenseArgs, keyof GanLayerArgs>;
  private stored!: LayerKernel;

  constructor(args: DenseArgs) {
    super(args);
    const { units } = args;
    check(Number.isInteger(units) && units >= 1, () => `dense: units must be a positive integer. Got ${units}.`);
    this.config = { units, ...kernelArgsOf(args) };
  }

  override build(inputShape: Shape | Shape[]): void {
    this.stored = this.kernel({ name: 'kernel', shape: [channelsOf('dense', inputShape), this.config.units] }, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [...onlyShape('dense', inputShape).slice(0, -1), this.config.units];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    return tf.tidy(() =>
      this.stored.respond<Tensor2D, Tensor>(readCall(kwargs), (kernel, bias) => ops.dense(only(inputs), kernel, { bias })),
    );
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(Dense);

/**
 * Fully connected layer: y = x · kernel + bias, over the last axis.
 *
 * Shapes: `[N, …, C]` → `[N, …, units]`. Training and inference alike, but for what `reparam` keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless `units` is a positive integer and the input's last axis is known.
 * @example const head = dense({ units: 1, name: 'head' });
 */
export const dense = (args: DenseArgs): Dense => new Dense(args);
