import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { rectifier } from '../../autodiff/gradients/own/rectifier';
import { ownKernel } from '../../autodiff/ownKernel';
import { check } from '../../errors/index';

export interface LeakyReluOptions {
  /** The slope below 0. Default 0.2. */
  readonly slope?: number;
  /** A factor on the result. Default 1; StyleGAN2 has √2, which keeps the variance. */
  readonly gain?: number;
}

/**
 * Leaky rectifier: y = gain · max(x, slope · x) for slopes up to 1.
 *
 * Shape: any → the same. At 0 the derivative is the slope below. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless slope and gain are finite.
 * @see Maas, Hannun & Ng 2013, "Rectifier Nonlinearities Improve Neural Network Acoustic Models"
 * @example leakyRelu(tf.tensor1d([-1, 2])); // [-0.2, 2]
 */
export function leakyRelu<T extends Tensor>(x: T, { slope = 0.2, gain = 1 }: LeakyReluOptions = {}): T {
  check(
    Number.isFinite(slope) && Number.isFinite(gain),
    () => `leakyRelu: slope and gain must be finite numbers. Got ${slope} and ${gain}.`,
  );
  return tf.tidy(() => {
    // Its gradient reads the sign of what comes out.
    const fused = slope > 0 && gain > 0 ? ownKernel(rectifier, { x }, { slope, gain }) : undefined;
    if (fused) return fused as T;
    const y = tf.leakyRelu(x, slope);
    return gain === 1 ? y : tf.mul(y, gain);
  });
}
