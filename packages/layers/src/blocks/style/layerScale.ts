import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { constant } from '../../initializers/factories';
import type { Initializer } from '../../initializers/initializer';
import { only } from '../../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../../layer/ganLayer';
import { registerBuiltIn } from '../../layer/registerLayer';
import { channelsOf } from '../../layer/shapes';

export interface LayerScaleArgs extends GanLayerArgs {
  /** Default 1e-5 everywhere, with which a residual block begins close to the identity. */
  readonly initializer?: Initializer;
}

/** The layer of `layerScale`. Weight: `scale` `[C]`. */
export class LayerScale extends GanLayer {
  static readonly className = 'GanLayerScale';
  override readonly perExample = true;
  private readonly initializer: Initializer;
  private scale!: LayerVariable;

  constructor(args: LayerScaleArgs = {}) {
    super(args);
    const { initializer = constant(1e-5) } = args;
    this.initializer = initializer;
  }

  override build(inputShape: Shape | Shape[]): void {
    this.scale = this.weight('scale', [channelsOf('layerScale', inputShape)], this.initializer);
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => tf.mul(only(inputs), this.scale.read()));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), initializer: this.initializer };
  }
}
registerBuiltIn(LayerScale);

/**
 * Layer scale: a learned factor for each channel, at the end of a residual branch: y[n, …, c] = scale[c] · x[n, …, c].
 *
 * Shapes: `[N, …, C]` → the same. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where the input's channels are not known.
 * @see Touvron et al. 2021, "Going deeper with Image Transformers", section 2, https://arxiv.org/abs/2103.17239
 * @example const branch = sequence(conv2d({ channels: 8, kernelSize: 3, padding: 1 }), layerScale());
 */
export const layerScale = (args: LayerScaleArgs = {}): LayerScale => new LayerScale(args);
