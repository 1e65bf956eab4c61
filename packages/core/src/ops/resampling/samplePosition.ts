import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../../autodiff/constant';

/** Mirrors positions at both ends of [low, low + span] until they lie within: a triangle wave, whose whole turns are constant. */
function mirrored(position: Tensor, low: number, span: number): Tensor {
  if (span === 0) return tf.mul(position, 0);
  const offset = tf.sub(position, low);
  const turns = constant(() => tf.mul(tf.floor(tf.div(offset, 2 * span)), 2 * span));
  return tf.add(tf.sub(span, tf.abs(tf.sub(tf.sub(offset, turns), span))), low);
}

/**
 * Where a coordinate in [-1, 1] lies along an axis of `size` pixels, in pixels, after the padding has moved what lies outside.
 * Shape: any → the same. Inside a `tf.tidy` of the caller's.
 */
export function samplePosition(
  coordinate: Tensor,
  size: number,
  padding: 'zeros' | 'border' | 'reflection',
  alignCorners: boolean,
): Tensor {
  const scale = (alignCorners ? size - 1 : size) / 2;
  const position = tf.add(tf.mul(coordinate, scale), (size - 1) / 2);
  if (padding === 'zeros') return position;
  if (padding === 'border') return tf.clipByValue(position, 0, size - 1);
  const within = alignCorners ? mirrored(position, 0, size - 1) : mirrored(position, -0.5, size);
  return tf.clipByValue(within, 0, size - 1);
}
