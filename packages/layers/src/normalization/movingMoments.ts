import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-core';
import type { LayerVariable } from '@tensorflow/tfjs-layers';
import { check, moveAverage } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, readCall } from '../layer/callArgs';
import { standingOf } from './standingStatistics';

export interface MovingMomentsArgs {
  /** What the moving averages keep of themselves at each update, in TensorFlow's sense: PyTorch's 0.1 is 0.9 here. Default 0.9. */
  readonly momentum?: number;
  /** Whether the moving variance averages n/(n-1)·σ², as PyTorch and TensorFlow's fused kernel do, or σ². Default true. */
  readonly unbiased?: boolean;
}

/** These options of a layer's, alone. */
export function movingMomentsArgsOf(where: string, { momentum = 0.9, unbiased = true }: MovingMomentsArgs): Required<MovingMomentsArgs> {
  check(
    momentum >= 0 && momentum <= 1,
    () => `${where}: momentum must lie in [0, 1]. Got ${momentum}. PyTorch's momentum m is 1 - m here.`,
  );
  return { momentum, unbiased };
}

/** Moments of so many numbers each. */
export interface CountedMoments extends ops.Moments {
  readonly count: number;
}

/** The moving averages of one layer, its weights `movingMean` and `movingVariance`. All run inside a tidy. */
export interface MovingMoments {
  read(): ops.Moments;
  /** Moves the averages towards those moments, where the call says so. */
  follow(kwargs: Kwargs | undefined, moments: () => CountedMoments): void;
  /** x normalized by the moments of the batch, which the averages follow, in training; undefined in inference, which takes the averages. */
  normalized(x: Tensor, kwargs: Kwargs | undefined, options: ops.NormalizeBatchOptions): Tensor | undefined;
  /** What batch normalization normalises x by: in training the moments of the batch, which the averages follow; else the averages. */
  of(x: Tensor, kwargs: Kwargs | undefined): ops.Moments;
}

type MakeWeight = (
  name: string,
  shape: readonly number[],
  initializer: Initializer,
  options: { readonly trainable: boolean },
) => LayerVariable;

/** Makes the moving averages of so many channels: mean 0 and variance 1 at first. */
export function createMovingMoments(
  weight: MakeWeight,
  channels: number,
  { momentum, unbiased }: Required<MovingMomentsArgs>,
): MovingMoments {
  const mean = weight('movingMean', [channels], constant(0), { trainable: false });
  const variance = weight('movingVariance', [channels], constant(1), { trainable: false });
  const read = (): ops.Moments => ({ mean: mean.read() as Tensor1D, variance: variance.read() as Tensor1D });

  /** What the averages keep of themselves at this call; undefined: all. */
  function keptAt(kwargs: Kwargs | undefined): number | undefined {
    const standing = standingOf(kwargs);
    if (standing) return standing.momentumOf(mean);
    const { training, updateStatistics } = readCall(kwargs);
    return training && updateStatistics ? momentum : undefined;
  }

  function follow(kwargs: Kwargs | undefined, moments: () => CountedMoments): void {
    const kept = keptAt(kwargs);
    if (kept === undefined) return;
    const { count, ...batch } = moments();
    const correction = unbiased ? count / Math.max(count - 1, 1) : 1;
    moveAverage(mean.read() as Variable, batch.mean, kept);
    moveAverage(variance.read() as Variable, correction === 1 ? batch.variance : tf.mul(batch.variance, correction), kept);
  }

  return {
    read,
    follow,
    normalized(x, kwargs, options) {
      if (!readCall(kwargs).training) return undefined;
      const { y, mean: batchMean, variance: batchVariance } = ops.normalizeBatch(x, options);
      follow(kwargs, () => ({ mean: batchMean, variance: batchVariance, count: x.size / channels }));
      return y;
    },
    of(x, kwargs) {
      if (!readCall(kwargs).training) return read();
      const moments = ops.batchMoments(x);
      follow(kwargs, () => ({ ...moments, count: x.size / channels }));
      return moments;
    },
  };
}
