import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import type { GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { checkWord, ImageLayer } from './imageLayer';

export interface PixelShuffleArgs extends GanLayerArgs {
  /** r. Default 2. */
  readonly factor?: number;
  /** How r² neighbours lie among the channels: 'channelFirst' (c, dy, dx), PyTorch's, or 'channelLast' (dy, dx, c), TensorFlow's. Default 'channelFirst'. */
  readonly order?: ops.PixelOrder;
}

export type ShuffleConfig = Required<Omit<PixelShuffleArgs, keyof GanLayerArgs>>;

/** The options with their defaults, once checked. */
export function shuffleConfig(where: string, { factor = 2, order = 'channelFirst' }: PixelShuffleArgs): ShuffleConfig {
  checkCount(where, 'factor', factor);
  checkWord(where, 'order', order, ['channelFirst', 'channelLast']);
  return { factor, order };
}

/** The layer of `pixelShuffle`. No weights. */
export class PixelShuffle extends ImageLayer<ShuffleConfig> {
  static readonly className = 'GanPixelShuffle';

  constructor(args: PixelShuffleArgs = {}) {
    super('pixelShuffle', args, shuffleConfig('pixelShuffle', args));
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    const { factor } = this.config;
    const block = factor ** 2;
    check(channels % block === 0, () => {
      return `pixelShuffle: the channels must be a multiple of ${block}, the square of the factor. Got ${channels}. Use another factor or width.`;
    });
    return [batch, ...size.map((length) => length && length * factor), channels / block];
  }

  protected override resample(x: Tensor4D): Tensor {
    return ops.pixelShuffle(x, this.config);
  }
}
registerBuiltIn(PixelShuffle);

/**
 * Sub-pixel upsampling: each group of r² channels becomes a block of r × r pixels,
 * y[n, r·i + dy, r·j + dx, c] = x[n, i, j, c·r² + dy·r + dx] (order 'channelFirst') or x[n, i, j, (dy·r + dx)·C + c] ('channelLast').
 *
 * Shapes: `[N, H, W, C·r²]` → `[N, r·H, r·W, C]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless the channels are a multiple of r².
 * @see Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", https://arxiv.org/abs/1609.05158
 * @example const twice = sequence(conv2d({ channels: 256, kernelSize: 3, padding: 1 }), pixelShuffle()); // 64 channels
 */
export const pixelShuffle = (args: PixelShuffleArgs = {}): PixelShuffle => new PixelShuffle(args);
