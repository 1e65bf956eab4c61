import type { Tensor } from '@tensorflow/tfjs-core';
import { sharing } from './sharing';

/**
 * The same values, cut off from differentiation: y = x, dy/dx = 0.
 *
 * Shape: any → the same. The caller disposes (or an enclosing `tf.tidy`).
 *
 * @example const target = stopGradient(discriminator.apply(real, { training: false }));
 */
export const stopGradient = <T extends Tensor>(x: T): T => sharing(x);
