import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { biasAdd } from './biasAdd';
import { axisLength, checkRank } from '../checks';

export interface DenseOptions {
  /** `[K]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/**
 * Fully connected: y = x · kernel + bias, over the last axis.
 *
 * Shapes: x `[…, C]` of rank 2 or more, kernel `[C, K]`, bias `[K]` → `[…, K]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @example const logits = dense(latents, tf.ones([64, 10]), { bias: tf.zeros([10]) }); // [N, 64] → [N, 10]
 */
export function dense<T extends Tensor>(x: T, kernel: Tensor2D, { bias }: DenseOptions = {}): T {
  checkRank('dense', 'kernel', kernel, 2, 'C, K');
  const channels = axisLength(x, -1);
  check(x.rank >= 2, () => `dense: x must have the axes [N, …, C]. Got the shape [${x.shape.join(', ')}].`);
  check(
    kernel.shape[0] === channels,
    () => `dense: the kernel must read the ${channels} numbers of x's last axis. Got [${kernel.shape.join(', ')}].`,
  );
  return tf.tidy(() => {
    const isMatrix = x.rank === 2;
    const rows = isMatrix ? x : tf.reshape(x, [x.size / channels, channels]);
    const product = tf.matMul(rows, kernel);
    const y = bias ? biasAdd(product, bias) : product;
    return (isMatrix ? y : tf.reshape(y, [...x.shape.slice(0, -1), kernel.shape[1]])) as T;
  });
}
