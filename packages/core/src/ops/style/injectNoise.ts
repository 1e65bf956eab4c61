import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../../contracts/index';
import { axisLength, checkRank, checkVector } from '../checks';
import { checkSpreads, givenOrDrawn } from './given';

export interface InjectNoiseOptions {
  /** `[N, H, W, 1]`, or 1 in place of any length: the noise itself, for images that can be repeated. */
  readonly noise?: Tensor4D | undefined;
  /** Where to draw the noise from otherwise: `[N, H, W, 1]`, Gaussian. */
  readonly random?: RandomStream | undefined;
}

/**
 * Noise injection: y = x + strength · noise, the same noise for all channels of a pixel.
 *
 * Shapes: x `[N, H, W, C]`, strength `[]` (StyleGAN2) or `[C]` (StyleGAN), both learned from 0 → `[N, H, W, C]`. Differentiable to any order,
 * by x, the strength and noise that is given. The caller disposes.
 *
 * @throws GanError unless either noise or a stream is given, or where shapes do not fit.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 2, https://arxiv.org/abs/1812.04948
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 2.1, https://arxiv.org/abs/1912.04958
 * @example const y = injectNoise(features, tf.scalar(0.1), { random: randomStream(7) }); // [N, 7, 7, 8]
 */
export function injectNoise(x: Tensor4D, strength: Scalar | Tensor1D, { noise, random }: InjectNoiseOptions): Tensor4D {
  checkRank('injectNoise', 'x', x, 4, 'N, H, W, C');
  if (strength.rank !== 0) checkVector('injectNoise', 'strength', strength, axisLength(x, 3));
  const [batch, height, width] = x.shape;
  const shape = [batch, height, width, 1];
  if (noise) checkSpreads('injectNoise', 'noise', noise, shape);
  return tf.tidy(() => {
    const source = givenOrDrawn('injectNoise', 'noise', noise, random, (stream) => stream.normal(shape));
    return tf.add(x, tf.mul<Tensor>(source, strength));
  });
}
