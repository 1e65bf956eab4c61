import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { GanLayer, type GanLayerArgs, type Kwargs, only, randomOf, readCall, registerLayer } from '@ganblocks/layers';

export interface ActivationNoiseArgs extends GanLayerArgs {
  /** The standard deviation, >= 0. */
  readonly deviation: number;
}

/** The layer of `activationNoise`. No weights. */
export class ActivationNoise extends GanLayer {
  static readonly className = 'GanActivationNoise';
  private readonly deviation: number;

  constructor(args: ActivationNoiseArgs) {
    super(args);
    const { deviation } = args;
    check(Number.isFinite(deviation) && deviation >= 0, () => {
      return `activationNoise: deviation must be a finite number >= 0. Got ${deviation}.`;
    });
    this.deviation = deviation;
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const call = readCall(kwargs);
    const x = only(inputs);
    if (!call.training) return tf.clone(x);
    return tf.tidy(() => tf.add(x, randomOf('activationNoise', call).normal(x.shape, { deviation: this.deviation })));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), deviation: this.deviation };
  }
}
registerLayer(ActivationNoise);

/**
 * Noise on activations: y = x + N(0, deviation²), a number for each of x.
 *
 * Shape: any → the same. Training draws from the call's random stream, so that a run repeats itself (tfjs's own layer does not); inference leaves x
 * as it is. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where the deviation is below 0, or a call in training carries no random stream.
 * @example const noisy = activationNoise({ deviation: 0.1 });
 */
export const activationNoise = (args: ActivationNoiseArgs): ActivationNoise => new ActivationNoise(args);
