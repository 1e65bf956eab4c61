import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { checkAxes, onlyShape } from '../layer/shapes';

export interface StyleAtArgs extends GanLayerArgs {
  /** Whose style: 0 is the first layer's. */
  readonly layer: number;
}

/** The layer of `styleAt`. No weights. */
export class StyleAt extends GanLayer {
  static readonly className = 'GanStyleAt';
  private readonly config: { readonly layer: number };

  constructor(args: StyleAtArgs) {
    super(args);
    const { layer } = args;
    check(Number.isInteger(layer) && layer >= 0, () => `styleAt: layer must be an integer of at least 0. Got ${layer}.`);
    this.config = { layer };
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = onlyShape('styleAt', inputShape);
    checkAxes('styleAt', 'the styles', shape, ['N', 'L', 'D']);
    const [batch = null, layers = null, size = null] = shape;
    const { layer } = this.config;
    check(layers === null || layer < layers, () => `styleAt: layer must lie below ${layers ?? ''}, the number of styles. Got ${layer}.`);
    return [batch, size];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const x = only(inputs);
    const [batch = 0, , size = 0] = x.shape;
    return tf.tidy(() => tf.reshape(tf.slice(x, [0, this.config.layer, 0], [batch, 1, size]), [batch, size]));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(StyleAt);

/**
 * The style of one layer, out of those of all: y[n] = w[n, layer].
 *
 * Shapes: w `[N, L, D]` → `[N, D]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where `layer` is no layer of the styles.
 * @example
 * const styles = input({ shape: [4, 64], name: 'styles', seed: 7 });
 * const style = (layer: number) => sequence(styleAt({ layer }))(styles, `style${layer}`);
 * const features = styleganBase({ channels: 16, latents: [style(0), style(1)] })(styles, '4x4');
 */
export const styleAt = (args: StyleAtArgs): StyleAt => new StyleAt(args);
