import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { forEachPairBlock, type PairBlock } from '../linear/pairBlocks';
import { squaredRadii } from './neighbourRadii';

export interface PrecisionRecallOptions {
  /** Which neighbour decides how far the neighbourhood of a sample reaches. Default: 3, of improved precision and recall; density and coverage use 5. */
  readonly k?: number;
}

export interface PrecisionRecall {
  /** Share of fakes that lie in the neighbourhood of a real: quality. In [0, 1]. */
  readonly precision: number;
  /** Share of reals that lie in the neighbourhood of a fake: variety. In [0, 1]. */
  readonly recall: number;
  /** Neighbourhoods of reals that a fake lies in, over k; robust against single odd reals. From 0, about 1 for one distribution. */
  readonly density: number;
  /** Share of reals with a fake in their neighbourhood: variety. In [0, 1]. */
  readonly coverage: number;
  /** Distance of each real to its k-th nearest other real. */
  readonly radiiReal: Float64Array;
  /** Distance of each fake to its k-th nearest other fake. */
  readonly radiiFake: Float64Array;
}

/**
 * Improved precision and recall, density and coverage: the neighbourhood of a sample is the ball that reaches to its k-th nearest other sample of the
 * same set, its surface left out. Exact Euclidean distances in float64; memory does not grow with the number of pairs.
 *
 * @param real Features `[n, d]`, n > k.
 * @param fake Features `[m, d]`, m > k.
 * @throws GanError unless both are rows of finite numbers of one length, more than `k` of each.
 * @see Kynkäänniemi et al. 2019, Improved Precision and Recall Metric, https://arxiv.org/abs/1904.06991; Naeem et al. 2020, Reliable Fidelity and
 *   Diversity Metrics, https://arxiv.org/abs/2002.09797
 * @example
 * const x = featureRows(Float64Array.of(0, 1, 2, 3, 4), 1);
 * precisionRecall(x, x, { k: 1 }).coverage; // 1
 */
export function precisionRecall(real: Features, fake: Features, { k = 3 }: PrecisionRecallOptions = {}): PrecisionRecall {
  return precisionRecalls(real, fake, [k])[0]!;
}

/** `precisionRecall` for each k of a list, from one pass over the pairs. */
export const precisionRecalls = (real: Features, fake: Features, ks: readonly number[]): PrecisionRecall[] => {
  checkFeaturePair('precisionRecall', real, fake, 1, ['real', 'fake']);
  const smaller = Math.min(real.rows, fake.rows);
  for (const k of ks)
    check(
      Number.isInteger(k) && k > 0 && k < smaller,
      () => `precisionRecall: k must be an integer from 1 to ${smaller - 1}, less than the samples of the smaller set. Got ${k}.`,
    );
  const [reaches, reachesOfFakes] = [squaredRadii(real, ks), squaredRadii(fake, ks)];
  const counts = ks.map((k, at) => memberships(k, reaches[at]!, reachesOfFakes[at]!));
  forEachPairBlock(real, { ...fake }, 'squaredDistance', (block) => {
    for (const count of counts) count.see(block);
  });
  return counts.map((count) => count.result());
};

/** Counts which samples lie in which neighbourhoods. */
const memberships = (k: number, reach: Float64Array, reachOfFakes: Float64Array) => {
  const [inReal, inFake] = [new Uint8Array(reachOfFakes.length), new Uint8Array(reach.length)];
  const covered = new Uint8Array(reach.length);
  let inside = 0;
  return {
    see({ top, left, rows, columns, values }: PairBlock): void {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const distance = values[i * columns + j]!;
          if (distance < reach[top + i]!) {
            inside++;
            inReal[left + j] = 1;
            covered[top + i] = 1;
          }
          if (distance < reachOfFakes[left + j]!) inFake[top + i] = 1;
        }
      }
    },
    result: (): PrecisionRecall => ({
      precision: share(inReal),
      recall: share(inFake),
      density: inside / (k * inReal.length),
      coverage: share(covered),
      radiiReal: reach.map(Math.sqrt),
      radiiFake: reachOfFakes.map(Math.sqrt),
    }),
  };
};

const share = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
