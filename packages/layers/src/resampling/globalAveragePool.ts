import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import type { GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';

/** The layer of `globalAveragePool`. No weights. */
export class GlobalAveragePool extends ImageLayer<Readonly<Record<string, never>>> {
  static readonly className = 'GanGlobalAveragePool';

  constructor(args: GanLayerArgs = {}) {
    super('globalAveragePool', args, {});
  }

  protected override shapeOf({ batch, channels }: ImageShape): Shape {
    return [batch, channels];
  }

  protected override resample(x: Tensor4D): Tensor {
    return tf.mean(x, [1, 2]);
  }
}
registerBuiltIn(GlobalAveragePool);

/**
 * The mean of each channel over the whole image: y[n, c] = mean over i, j of x[n, i, j, c].
 *
 * Shapes: `[N, H, W, C]` → `[N, C]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless the input are images.
 * @see Lin, Chen & Yan 2014, "Network In Network", https://arxiv.org/abs/1312.4400
 * @example const head = sequence(leakyRelu(), globalAveragePool(), dense({ units: 1 }));
 */
export const globalAveragePool = (args: GanLayerArgs = {}): GlobalAveragePool => new GlobalAveragePool(args);
