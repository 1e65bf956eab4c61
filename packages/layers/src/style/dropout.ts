import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import { check, type RandomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, only, randomOf, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';

export interface DropoutArgs extends GanLayerArgs {
  /** The share that is dropped, in [0, 1). Default 0.5. */
  readonly rate?: number;
  /** Whether a channel of an example is dropped as a whole. Default false. */
  readonly spatial?: boolean;
}

/** The layer of `dropout`. No weights. */
export class Dropout extends GanLayer {
  static readonly className = 'GanDropout';
  private readonly config: { readonly rate: number; readonly spatial: boolean };

  constructor(args: DropoutArgs = {}) {
    super(args);
    const { rate = 0.5, spatial = false } = args;
    check(rate >= 0 && rate < 1, () => `dropout: rate, the share that is dropped, must lie in [0, 1). Got ${rate}.`);
    this.config = { rate, spatial };
  }

  /** `[N, 1, …, 1, C]`, or all of the shape. */
  private maskOf(x: Tensor, random: RandomStream): Tensor {
    const shape = this.config.spatial ? x.shape.map((length, axis) => (axis === 0 || axis === x.rank - 1 ? length : 1)) : x.shape;
    return ops.dropoutMask(random, shape, { rate: this.config.rate });
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const call = readCall(kwargs);
    const x = only(inputs);
    if (!call.training) return tf.clone(x);
    return tf.tidy(() => ops.dropout(x, { rate: this.config.rate, mask: this.maskOf(x, randomOf('dropout', call)) }));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(Dropout);

/**
 * Inverted dropout: y = x · mask / (1 - rate), whose expectation is x.
 *
 * Shape: any → the same. Training draws the mask from the call's random stream, so that a run repeats itself (tfjs's own layer does not);
 * inference leaves x as it is. With `spatial` whole channels are dropped, one choice for each example. Differentiable to any order. The
 * model disposes it.
 *
 * @throws GanError unless the rate lies in [0, 1), or where a call in training carries no random stream.
 * @see Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", https://jmlr.org/papers/v15/srivastava14a.html
 * @see Tompson et al. 2015, "Efficient Object Localization Using Convolutional Networks" (spatial), https://arxiv.org/abs/1411.4280
 * @example const dropped = dropout({ rate: 0.3, spatial: true });
 */
export const dropout = (args: DropoutArgs = {}): Dropout => new Dropout(args);
