import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { checkCount } from '../convolution/convolution';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { checkAxes, onlyShape } from '../layer/shapes';

export interface BroadcastStylesArgs extends GanLayerArgs {
  /** L: how many layers take a style; two for each resolution from 4 on in StyleGAN, 18 at 1024. */
  readonly layers: number;
}

/** The layer of `broadcastStyles`. No weights. */
export class BroadcastStyles extends GanLayer {
  static readonly className = 'GanBroadcastStyles';
  private readonly config: { readonly layers: number };

  constructor(args: BroadcastStylesArgs) {
    super(args);
    const { layers } = args;
    checkCount('broadcastStyles', 'layers', layers);
    this.config = { layers };
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = onlyShape('broadcastStyles', inputShape);
    checkAxes('broadcastStyles', 'the styles', shape, ['N', 'D']);
    const [batch = null, size = null] = shape;
    return [batch, this.config.layers, size];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => tf.mul(tf.expandDims(only(inputs), 1), tf.ones([1, this.config.layers, 1])));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(BroadcastStyles);

/**
 * One style for each layer of a style-based generator, at first the same for all: y[n, l] = w[n].
 *
 * Shapes: w `[N, D]` → `[N, layers, D]`, which `ops.mixStyles` can mix and `truncation` can truncate in the first layers only. Training and
 * inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless `layers` is a positive integer and the styles are `[N, D]`.
 * @example const styles = sequence(mappingNetwork({ size: 64, layers: 2 }), broadcastStyles({ layers: 8 }));
 */
export const broadcastStyles = (args: BroadcastStylesArgs): BroadcastStyles => new BroadcastStyles(args);
