import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';

/** How r² neighbours lie among the channels: 'channelFirst' is (c, dy, dx), PyTorch's; 'channelLast' is (dy, dx, c), TensorFlow's. */
export type PixelOrder = 'channelFirst' | 'channelLast';

export interface PixelShuffleOptions {
  /** r. Default 2. */
  readonly factor?: number;
  /** Default 'channelFirst', as in the paper and in PyTorch. */
  readonly order?: PixelOrder;
}

/** Throws unless the factor is one, and the order is one of the two. */
export function checkShuffle(where: string, factor: number, order: string): void {
  check(Number.isInteger(factor) && factor >= 1, () => `${where}: factor must be an integer >= 1. Got ${factor}.`);
  check(
    order === 'channelFirst' || order === 'channelLast',
    () => `${where}: order must be 'channelFirst' or 'channelLast'. Got ${JSON.stringify(order)}.`,
  );
}

/**
 * Sub-pixel upsampling: each group of r² channels becomes a block of r × r pixels,
 * y[n, r·i + dy, r·j + dx, c] = x[n, i, j, c·r² + dy·r + dx] (order 'channelFirst') or x[n, i, j, (dy·r + dx)·C + c] ('channelLast').
 *
 * Shapes: x `[N, H, W, C·r²]` → `[N, r·H, r·W, C]`. The inverse of `pixelUnshuffle`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the channels are a multiple of r².
 * @see Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", https://arxiv.org/abs/1609.05158
 * @example const image = pixelShuffle(tf.ones([1, 16, 16, 12]), { factor: 2 }); // [1, 32, 32, 3]
 */
export function pixelShuffle(x: Tensor4D, { factor = 2, order = 'channelFirst' }: PixelShuffleOptions = {}): Tensor4D {
  checkRank('pixelShuffle', 'x', x, 4, 'N, H, W, C');
  checkShuffle('pixelShuffle', factor, order);
  const [batch, height, width, depth] = x.shape;
  const block = factor ** 2;
  check(
    depth % block === 0,
    () => `pixelShuffle: the channels must be a multiple of ${block}, the square of the factor. Got ${depth}. Use another factor or width.`,
  );
  const channels = depth / block;

  return tf.tidy(() => {
    // Two transposes of few axes: on wasm many times faster than depthToSpace, or than one of six axes.
    const blocks = order === 'channelLast' ? x : tf.transpose(tf.reshape(x, [batch * height * width, channels, block]), [0, 2, 1]);
    const rows = tf.transpose(tf.reshape(blocks, [batch * height, width, factor, factor * channels]), [0, 2, 1, 3]);
    return tf.reshape(rows, [batch, height * factor, width * factor, channels]);
  });
}
