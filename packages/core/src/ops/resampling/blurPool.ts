import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { reflectionPad } from './reflectionPad';
import { upfirdn2d } from './upfirdn2d';

export interface BlurPoolOptions {
  /** The filter's taps along each axis, in any scale: they are divided by their sum. Default [1, 2, 1]. */
  readonly taps?: readonly number[];
  /** Default 2. */
  readonly stride?: number;
}

/**
 * Downsampling that a shifted image survives: blurs, then keeps every stride-th pixel. Beyond the border the image is mirrored.
 *
 * Shapes: x `[N, H, W, C]` → `[N, ceil(H / stride), ceil(W / stride), C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the taps have no sum, or reach further than the image is large.
 * @see Zhang 2019, "Making Convolutional Networks Shift-Invariant Again", https://arxiv.org/abs/1904.11486
 * @example const half = blurPool(tf.ones([1, 8, 8, 3])); // [1, 4, 4, 3]
 */
export function blurPool(x: Tensor4D, { taps = [1, 2, 1], stride = 2 }: BlurPoolOptions = {}): Tensor4D {
  checkRank('blurPool', 'x', x, 4, 'N, H, W, C');
  const sum = taps.reduce((total, tap) => total + tap, 0);
  check(Number.isFinite(sum) && sum !== 0, () => `blurPool: taps must be numbers with a sum other than 0. Got ${JSON.stringify(taps)}.`);
  const sides = [Math.floor((taps.length - 1) / 2), Math.ceil((taps.length - 1) / 2)] as const;
  const normalized = taps.map((tap) => tap / sum);
  return tf.tidy(() => upfirdn2d(reflectionPad(x, [sides, sides]), normalized, { down: stride, flipFilter: true }));
}
