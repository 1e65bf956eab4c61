import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { rowNormalization } from '../../autodiff/gradients/own/rowNormalization';
import { ownKernels } from '../../autodiff/ownKernel';
import { check } from '../../errors/index';
import { scaleRows } from '../channelScale';
import { axisLength, checkVector } from '../checks';
import { checkEpsilon } from './checks';
import { groupMoments } from './groupMoments';
import { standardize } from './standardize';

export interface LayerNormOptions {
  /** What shares a mean and a variance: the whole `sample`, as in convolutional critics, or the `channels` of one place, as in transformers. Default 'sample'. */
  readonly over?: 'sample' | 'channels';
  /** γ, `[C]`. Default 1. */
  readonly scale?: Tensor1D | undefined;
  /** β, `[C]`. Default 0. */
  readonly offset?: Tensor1D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/** What normalized numbers are multiplied by and what is added to them. */
function affine<T extends Tensor>(x: T, scale: Tensor1D | undefined, offset: Tensor1D | undefined): T {
  if (scale) return scaleRows(x, scale, offset);
  return offset ? tf.add<T>(x, offset) : x;
}

/**
 * Layer normalization: y = (x - μ) / √(σ² + ε) · γ + β, by the mean and the biased variance of each sample, or of each place of it.
 * It leaves samples independent of each other, as a gradient penalty needs.
 *
 * Shapes: x `[N, …, C]` of rank 2 or more, vectors `[C]` → the shape of x. γ and β are one number a channel, also over whole
 * samples. The same in training and inference. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where x has fewer than two axes, a vector has another length, or `over` is neither of its two words.
 * @see Ba, Kiros & Hinton 2016, "Layer Normalization", https://arxiv.org/abs/1607.06450
 * @example const y = layerNorm(features, { scale: tf.ones([8]), offset: tf.zeros([8]) }); // [N, 7, 7, 8]
 */
export function layerNorm<T extends Tensor>(x: T, { over = 'sample', scale, offset, epsilon = 1e-5 }: LayerNormOptions = {}): T {
  const channels = axisLength(x, -1);
  check(x.rank >= 2, () => `layerNorm: x must have a batch axis and a channel axis, [N, …, C]. Got the shape [${x.shape.join(', ')}].`);
  check(['sample', 'channels'].includes(over), () => `layerNorm: over must be 'sample' or 'channels'. Got '${over}'.`);
  for (const [name, vector] of Object.entries({ scale, offset })) if (vector) checkVector('layerNorm', name, vector, channels);
  checkEpsilon('layerNorm', epsilon);

  return tf.tidy(() => {
    const rows = over === 'sample' ? axisLength(x, 0) : x.size / channels;
    const normalized = ownKernels(rowNormalization, { x }, { rows, epsilon })?.[0];
    if (normalized) return affine(normalized as T, scale, offset);
    const samples = over === 'sample' ? x : tf.reshape(x, [x.size / channels, channels]);
    const y = standardize(samples, { ...groupMoments(samples, { groups: 1 }), scale, offset, epsilon });
    return tf.reshape(y, x.shape) as T;
  });
}
