import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { resizeRules, resizeWeights, type ResizeRule } from './resizeWeights';

export interface ResizeOptions {
  /** Height and width, or both in one number. */
  readonly size: number | readonly [number, number];
  readonly rule: ResizeRule;
}

/**
 * Images at another size by one of the rules that FID pipelines use; nothing is rounded or clipped, so a bicubic result may leave the range a little.
 * `images [N, H, W, C]` -> `[N, size, size, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the images have 4 axes, the size is of positive integers and the rule is one of `ResizeRule`.
 * @see Parmar, Zhang & Zhu 2022, On Aliased Resizing and Surprising Subtleties in GAN Evaluation, https://arxiv.org/abs/2104.11222
 * @example resizeImages(tf.ones([1, 8, 8, 3]), { size: 4, rule: 'pilBicubic' }).shape; // [1, 4, 4, 3]
 */
export function resizeImages(images: Tensor4D, { size, rule }: ResizeOptions): Tensor4D {
  const [height, width] = typeof size === 'number' ? [size, size] : size;
  check((images.shape as number[]).length === 4, () => `resizeImages: images must be [N, H, W, C]. Got [${images.shape.join(', ')}].`);
  for (const side of [height, width])
    check(Number.isInteger(side) && side > 0, () => `resizeImages: size must be positive integers. Got ${String(size)}.`);
  check(resizeRules.includes(rule), () => `resizeImages: rule must be one of ${resizeRules.join(', ')}. Got '${rule}'.`);
  const [n, h, w, c] = images.shape;
  if (h === height && w === width) return tf.clone(images);
  return tf.tidy(() => {
    const lines = tf.reshape(tf.transpose(images, [0, 1, 3, 2]), [n * h * c, w]);
    const across = tf.reshape(resized(lines as Tensor2D, rule, width), [n, h, c, width]);
    const columns = tf.reshape(tf.transpose(across, [0, 3, 2, 1]), [n * width * c, h]);
    const both = tf.reshape(resized(columns as Tensor2D, rule, height), [n, width, c, height]);
    return tf.transpose(both, [0, 3, 1, 2]) as Tensor4D;
  });
}

/** `[m, from]` -> `[m, to]` */
const resized = (lines: Tensor2D, rule: ResizeRule, to: number): Tensor2D => {
  const from = lines.shape[1];
  if (from === to) return lines;
  const weights = tf.tensor2d(Float32Array.from(resizeWeights(rule, from, to)), [to, from]);
  return tf.matMul(lines, weights, false, true);
};
