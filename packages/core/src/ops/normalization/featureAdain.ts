import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkEpsilon, checkFeatures } from './checks';
import { groupMoments } from './groupMoments';
import { standardize } from './standardize';

export interface FeatureAdainOptions {
  /** Added to both variances. Default 1e-5. */
  readonly epsilon?: number;
}

/**
 * Adaptive instance normalization by another image: y = √(σ²(style) + ε) · (x - μ(x)) / √(σ²(x) + ε) + μ(style), the content's
 * features with the mean and the deviation that each channel of the style's features has.
 *
 * Shapes: content `[N, …, C]`, style `[N, …, C]`, both of rank 3 or more and of any number of places → the shape of content.
 * Variances are biased (the authors' code divides by the count less one). Differentiable to any order, by both. The caller disposes.
 *
 * @throws GanError where batch or channels differ, or one of them has no places to take moments over.
 * @see Huang & Belongie 2017, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization", eq. 8, https://arxiv.org/abs/1703.06868
 * @example const y = featureAdain(features, tf.ones([8, 4, 4, 8])); // [N, 7, 7, 8]
 */
export function featureAdain<T extends Tensor>(content: T, style: Tensor, { epsilon = 1e-5 }: FeatureAdainOptions = {}): T {
  checkFeatures('featureAdain', 'content', content);
  checkFeatures('featureAdain', 'style', style);
  check(content.shape[0] === style.shape[0] && content.shape.at(-1) === style.shape.at(-1), () => {
    const got = `content [${content.shape.join(', ')}], style [${style.shape.join(', ')}]`;
    return `featureAdain: content and style must have the same batch and the same channels. Got ${got}.`;
  });
  checkEpsilon('featureAdain', epsilon);
  return tf.tidy(() => {
    const { mean: offset, variance } = groupMoments(style);
    return standardize(content, { ...groupMoments(content), scale: tf.sqrt(tf.add<Tensor2D>(variance, epsilon)), offset, epsilon });
  });
}
