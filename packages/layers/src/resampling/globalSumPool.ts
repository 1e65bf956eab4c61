import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import type { GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';

/** The layer of `globalSumPool`. No weights. */
export class GlobalSumPool extends ImageLayer<Readonly<Record<string, never>>> {
  static readonly className = 'GanGlobalSumPool';

  constructor(args: GanLayerArgs = {}) {
    super('globalSumPool', args, {});
  }

  protected override shapeOf({ batch, channels }: ImageShape): Shape {
    return [batch, channels];
  }

  protected override resample(x: Tensor4D): Tensor {
    return tf.sum(x, [1, 2]);
  }
}
registerBuiltIn(GlobalSumPool);

/**
 * The sum of each channel over the whole image: y[n, c] = Σ x[n, i, j, c], how the critics of SNGAN and BigGAN end before their dense layer.
 *
 * Shapes: `[N, H, W, C]` → `[N, C]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless the input are images.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", https://arxiv.org/abs/1802.05957
 * @example const head = sequence(relu(), globalSumPool(), dense({ units: 1, reparam: spectralNorm() }));
 */
export const globalSumPool = (args: GanLayerArgs = {}): GlobalSumPool => new GlobalSumPool(args);
