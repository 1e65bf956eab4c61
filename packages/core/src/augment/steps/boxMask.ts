import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { constant } from '../../autodiff/constant';

/** 1 where the middle of a pixel lies within half the length of the centre: [N, size]. Centre and length [N, 1], in pixels. */
const within = (centre: Tensor, length: Tensor, size: number): Tensor =>
  tf.cast(tf.less(tf.abs(tf.sub(tf.range(0.5, size), centre)), tf.div(length, 2)), 'float32');

/** Centre and length of a box along each axis, `[N, 1]`, in pixels. */
export interface Box {
  readonly x: readonly [centre: Tensor, length: Tensor];
  readonly y: readonly [centre: Tensor, length: Tensor];
}

/** 0 in the box, 1 elsewhere: `[N, H, W, 1]`, constant. Inside a `tf.tidy` of the caller's. */
export function boxMask([batch, height, width]: readonly [number, number, number, number], { x, y }: Box): Tensor4D {
  return constant(() => {
    const rows = tf.reshape(within(...y, height), [batch, height, 1, 1]);
    const columns = tf.reshape(within(...x, width), [batch, 1, width, 1]);
    return tf.sub<Tensor4D>(1, tf.mul(rows, columns));
  });
}
