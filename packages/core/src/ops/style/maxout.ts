import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';

export interface MaxoutOptions {
  /** P: how many numbers a unit takes the largest of. The discriminators of the first GAN have 5. */
  readonly pieces: number;
  /** What changes slowest along the last axis: 'units' (unit u has the numbers uP … uP + P - 1) or 'pieces' (u, U + u, …). Default 'units'. */
  readonly slowest?: 'units' | 'pieces';
}

/**
 * Maxout: y[…, u] = the largest of the P numbers of unit u. Behind a convolution it is maxout of channels; behind `dense`, a maxout layer.
 *
 * Shapes: x `[…, U·P]` of rank 2 or more → `[…, U]`. Differentiable to any order; tied numbers share the derivative. The caller disposes.
 *
 * @throws GanError unless the pieces divide the last axis and `slowest` is one of its two words.
 * @see Goodfellow et al. 2013, "Maxout Networks", https://arxiv.org/abs/1302.4389
 * @example maxout(tf.tensor2d([[1, 5, 4, 3]]), { pieces: 2 }); // [5, 4]
 */
export function maxout<T extends Tensor>(x: T, { pieces, slowest = 'units' }: MaxoutOptions): T {
  const channels = axisLength(x, -1);
  check(x.rank >= 2, () => `maxout: x must have the axes [N, …, C]. Got the shape [${x.shape.join(', ')}].`);
  check(
    Number.isInteger(pieces) && pieces >= 1 && channels % pieces === 0,
    () => `maxout: pieces must divide the last axis. Got pieces ${pieces}, last axis ${channels}.`,
  );
  check(['units', 'pieces'].includes(slowest), () => `maxout: slowest must be 'units' or 'pieces'. Got '${slowest}'.`);
  const [rows, units] = [x.size / channels, channels / pieces];
  return tf.tidy(() => {
    const largest =
      slowest === 'units' ? tf.max(tf.reshape(x, [rows * units, pieces]), 1) : tf.max(tf.reshape(x, [rows, pieces, units]), 1);
    return tf.reshape(largest, [...x.shape.slice(0, -1), units]) as T;
  });
}
