import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';
import { type PixelShuffleArgs, type ShuffleConfig, shuffleConfig } from './pixelShuffle';

export type PixelUnshuffleArgs = PixelShuffleArgs;

/** The layer of `pixelUnshuffle`. No weights. */
export class PixelUnshuffle extends ImageLayer<ShuffleConfig> {
  static readonly className = 'GanPixelUnshuffle';

  constructor(args: PixelUnshuffleArgs = {}) {
    super('pixelUnshuffle', args, shuffleConfig('pixelUnshuffle', args));
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    const { factor } = this.config;
    check(
      size.every((length) => length === null || length % factor === 0),
      () =>
        `pixelUnshuffle: height and width must be multiples of the factor ${factor}. Got ${size.join(' x ')}. Pad or crop the image first.`,
    );
    return [batch, ...size.map((length) => length && length / factor), channels * factor ** 2];
  }

  protected override resample(x: Tensor4D): Tensor {
    return ops.pixelUnshuffle(x, this.config);
  }
}
registerBuiltIn(PixelUnshuffle);

/**
 * Space to depth, the inverse of `pixelShuffle`: each block of r × r pixels becomes r² channels of one,
 * y[n, i, j, c·r² + dy·r + dx] = x[n, r·i + dy, r·j + dx, c] (order 'channelFirst'), or with the channels (dy·r + dx)·C + c ('channelLast').
 *
 * Shapes: `[N, H, W, C]` → `[N, H / r, W / r, C·r²]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless height and width are multiples of r.
 * @see Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", https://arxiv.org/abs/1609.05158
 * @example const half = pixelUnshuffle({ factor: 2 });
 */
export const pixelUnshuffle = (args: PixelUnshuffleArgs = {}): PixelUnshuffle => new PixelUnshuffle(args);
