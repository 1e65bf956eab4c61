import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { fromInput } from './build';

/** 1 where two of `channels` are at most `radius` apart. */
const band = (channels: number, radius: number): Tensor2D =>
  tf.tensor2d(
    Float32Array.from({ length: channels * channels }, (_, i) => (Math.abs(Math.floor(i / channels) - (i % channels)) <= radius ? 1 : 0)),
    [channels, channels],
  );

/** y = x · n^-β with n = bias + α · Σ over the neighbouring channels of x²; the sum is a product with a symmetric matrix. */
const localResponse = fromInput('LRN', (dy, x, attributes) => {
  const { depthRadius, bias, alpha, beta } = attributes as unknown as { depthRadius: number; bias: number; alpha: number; beta: number };
  const channels = x.shape[3] ?? 1;
  const neighbours = constant(() => band(channels, depthRadius));
  const sumOf = (t: Tensor): Tensor => tf.reshape(tf.matMul(tf.reshape(t, [-1, channels]), neighbours), x.shape);
  const norm = tf.add(tf.mul(sumOf(tf.square(x)), alpha), bias);
  const scaled = tf.mul(dy, tf.pow(norm, -beta));
  return tf.sub(scaled, tf.mul(tf.mul(x, sumOf(tf.div(tf.mul(scaled, x), norm))), 2 * alpha * beta));
});

/** Normalization across channels. */
export const localResponseNormalization: readonly Gradient[] = [localResponse];
