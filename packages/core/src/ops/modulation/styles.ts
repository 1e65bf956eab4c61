import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { scaleRows } from '../channelScale';

/** Throws unless the tensor has one row for each image, of so many numbers. */
export function checkRows(where: string, name: string, rows: Tensor, batch: number, length: number, meaning: string): void {
  const fits = rows.rank === 2 && rows.shape[0] === batch && rows.shape[1] === length;
  check(fits, () => `${where}: ${name} must be [${batch}, ${length}], ${meaning}. Got the shape [${rows.shape.join(', ')}].`);
}

/** Each channel of each image times its own number: x `[N, H, W, C]`, factors `[N, C]`. */
export const scaleChannels = (x: Tensor4D, factors: Tensor2D): Tensor4D => scaleRows(x, factors);

/** Per image and output, 1 / the length of what the modulated kernel reads: 1 / √(Σ style² · energy + ε). The leading axes agree. */
export const demodulation = <T extends Tensor>(style: T, energy: Tensor, epsilon: number): T =>
  tf.rsqrt(tf.add<T>(tf.matMul(tf.square(style), energy), epsilon));
