import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { checkShuffle, type PixelShuffleOptions } from './pixelShuffle';

/**
 * Space to depth: each block of r × r pixels becomes r² channels of one,
 * y[n, i, j, c·r² + dy·r + dx] = x[n, r·i + dy, r·j + dx, c] (order 'channelFirst'), or with the channels (dy·r + dx)·C + c ('channelLast').
 *
 * Shapes: x `[N, H, W, C]` → `[N, H / r, W / r, C·r²]`. The inverse of `pixelShuffle`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless height and width are multiples of r.
 * @see Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", https://arxiv.org/abs/1609.05158
 * @example const half = pixelUnshuffle(tf.ones([1, 32, 32, 3]), { factor: 2 }); // [1, 16, 16, 12]
 */
export function pixelUnshuffle(x: Tensor4D, { factor = 2, order = 'channelFirst' }: PixelShuffleOptions = {}): Tensor4D {
  checkRank('pixelUnshuffle', 'x', x, 4, 'N, H, W, C');
  checkShuffle('pixelUnshuffle', factor, order);
  const [batch, height, width, channels] = x.shape;
  check(
    height % factor === 0 && width % factor === 0,
    () =>
      `pixelUnshuffle: height and width must be multiples of the factor ${factor}. Got ${height} x ${width}. Pad or crop the image first.`,
  );
  const [rows, columns, block] = [height / factor, width / factor, factor ** 2];

  return tf.tidy(() => {
    const cells = tf.transpose(tf.reshape(x, [batch * rows, factor, columns, factor * channels]), [0, 2, 1, 3]);
    const shape: [number, number, number, number] = [batch, rows, columns, block * channels];
    if (order === 'channelLast') return tf.reshape(cells, shape);
    return tf.reshape(tf.transpose(tf.reshape(cells, [batch * rows * columns, block, channels]), [0, 2, 1]), shape);
  });
}
