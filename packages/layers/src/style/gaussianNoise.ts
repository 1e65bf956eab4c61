import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { type Kwargs, only, randomOf, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';

export interface GaussianNoiseArgs extends GanLayerArgs {
  /** Of the noise, from 0. Default 0.1. */
  readonly deviation?: number;
}

/** The layer of `gaussianNoise`. No weights. */
export class GaussianNoise extends GanLayer {
  static readonly className = 'GanGaussianNoise';
  private readonly config: { readonly deviation: number };

  constructor(args: GaussianNoiseArgs = {}) {
    super(args);
    const { deviation = 0.1 } = args;
    check(Number.isFinite(deviation) && deviation >= 0, () => `gaussianNoise: deviation must be a finite number from 0. Got ${deviation}.`);
    this.config = { deviation };
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const call = readCall(kwargs);
    const x = only(inputs);
    const { deviation } = this.config;
    if (!call.training || deviation === 0) return tf.clone(x);
    return tf.tidy(() => tf.add(x, randomOf('gaussianNoise', call).normal(x.shape, { deviation })));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(GaussianNoise);

/**
 * Noise on every number: y = x + deviation · ε, ε from N(0, 1), anew at each call; in inference y = x.
 *
 * In front of a discriminator's layers it takes the place of dropout, as in the semi-supervised GAN, and instance noise is the same at its
 * input. Noise on images whose strength is learned, as StyleGAN has it, is `injectNoise`. Shape: any → the same. Training draws from the call's random
 * stream, so that a run repeats itself. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless the deviation is finite and from 0, or where a call in training carries no random stream.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 5, and its code, https://arxiv.org/abs/1606.03498
 * @example const noisy = gaussianNoise({ deviation: 0.3 });
 */
export const gaussianNoise = (args: GaussianNoiseArgs = {}): GaussianNoise => new GaussianNoise(args);
