import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';

export interface ScaleArgs extends GanLayerArgs {
  readonly factor: number;
}

/** The layer of `scale`. No weights. */
export class Scale extends GanLayer {
  static readonly className = 'GanScale';
  override readonly perExample = true;
  private readonly config: { readonly factor: number };

  constructor(args: ScaleArgs) {
    super(args);
    const { factor } = args;
    check(Number.isFinite(factor), () => `scale: factor must be a finite number. Got ${factor}.`);
    this.config = { factor };
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => tf.mul(only(inputs), this.config.factor));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(Scale);

/**
 * A constant gain: y = factor · x. With √½ behind a residual sum it keeps the variance, as in StyleGAN2's discriminator.
 *
 * Shape: any → the same. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless the factor is a finite number.
 * @example const merged = sequence(residual({ main: sequence(dense({ units: 64 })) }), scale({ factor: Math.SQRT1_2 }));
 */
export const scale = (args: ScaleArgs): Scale => new Scale(args);
