import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { batchNorm } from '../batchNorm';
import { checkRank } from '../checks';
import { instanceNorm } from './instanceNorm';

export interface SpadeOptions {
  /** γ, `[N, H, W, C]`, multiplied as it is; the authors' code adds 1 to what its convolution of the label map says. */
  readonly scale: Tensor4D;
  /** β, `[N, H, W, C]`. */
  readonly offset: Tensor4D;
  /** What is normalised by: the moments of each channel over the batch, or over each sample. Default 'batch'. */
  readonly norm?: 'batch' | 'instance';
  /** `[C]`, together with `variance`, for `batch`: the moving averages in inference. Default: the batch's own moments. */
  readonly mean?: Tensor1D | undefined;
  /** `[C]`, together with `mean`. */
  readonly variance?: Tensor1D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/**
 * Spatially-adaptive normalization (SPADE): y = (x - μ) / √(σ² + ε) · γ + β, with another γ and β at each place, which a network draws
 * from a label map.
 *
 * Shapes: x, scale and offset `[N, H, W, C]` → `[N, H, W, C]`. Differentiable to any order, through the moments too. The caller disposes.
 *
 * @throws GanError where scale or offset has not the shape of x, or moments are given for `instance`.
 * @see Park, Liu, Wang & Zhu 2019, "Semantic Image Synthesis with Spatially-Adaptive Normalization", eq. 1, https://arxiv.org/abs/1903.07291
 * @example const y = spade(features, { scale: tf.onesLike(features), offset: tf.zerosLike(features) }); // [N, 7, 7, 8]
 */
export function spade(x: Tensor4D, { scale, offset, norm = 'batch', mean, variance, epsilon = 1e-5 }: SpadeOptions): Tensor4D {
  checkRank('spade', 'x', x, 4, 'N, H, W, C');
  for (const [name, map] of Object.entries({ scale, offset })) {
    check(
      map.shape.join() === x.shape.join(),
      () => `spade: ${name} must have the shape of x, [${x.shape.join(', ')}]. Got [${map.shape.join(', ')}]. Resize the label map first.`,
    );
  }
  check(['batch', 'instance'].includes(norm), () => `spade: norm must be 'batch' or 'instance'. Got '${norm}'.`);
  check(
    norm === 'batch' || (mean === undefined && variance === undefined),
    () => `spade: norm 'instance' takes the moments of each sample, none may be given. Got ${mean ? 'mean' : 'variance'}.`,
  );
  return tf.tidy(() => {
    const normalized = norm === 'batch' ? batchNorm(x, { mean, variance, epsilon }) : instanceNorm(x, { epsilon });
    return tf.add<Tensor4D>(tf.mul(normalized, scale), offset);
  });
}
