import { frechetDistanceAtInfinity, type FrechetDistanceAtInfinityOptions } from '../frechet/frechetDistanceAtInfinity';
import { cmmd, type CmmdOptions } from '../kernels/cmmd';
import { kernelInceptionDistance, type KernelInceptionDistanceOptions } from '../kernels/kernelInceptionDistance';
import { precisionRecalls, type PrecisionRecall } from '../neighbours/precisionRecall';
import { twoSampleTest } from '../neighbours/twoSampleTest';
import { mongeInceptionDistance, type MongeInceptionDistanceOptions } from '../sliced/mongeInceptionDistance';
import { featureSetMetric, type KeepingOptions } from './featureSetMetric';
import type { ImmediateMetric } from './metric';

export interface KidMetricOptions extends KeepingOptions, Omit<KernelInceptionDistanceOptions, 'subsets'> {
  /** Default: 100. */
  readonly subsets?: number;
}

/**
 * KID as a streaming metric; see `kernelInceptionDistance`. Figures: `kid`, `kidDeviation`.
 *
 * @example
 * const kid = kidMetric({ subsets: 10, subsetSize: 3 });
 * kid.addReal({ features: featureRows(Float32Array.of(1, 2, 3, 4), 1) });
 * kid.addFake({ features: featureRows(Float32Array.of(1, 2, 3, 4), 1) });
 * const figures = kid.result();
 */
export function kidMetric({ most, seed = 0, extractor, subsets = 100, ...kernel }: KidMetricOptions = {}): ImmediateMetric<
  'features',
  'kid' | 'kidDeviation'
> {
  return featureSetMetric({
    name: 'kid',
    figures: { kid: 'lower', kidDeviation: 'neither' },
    settings: { subsets, ...kernel },
    options: keeping(most, seed, extractor),
    compare(real, fake) {
      const { mean, deviation } = kernelInceptionDistance(real, fake, { subsets, seed, ...kernel });
      return { kid: mean, kidDeviation: deviation };
    },
  });
}

export interface PrecisionRecallMetricOptions extends KeepingOptions {
  /** Of precision and recall. Default: 3. */
  readonly k?: number;
  /** Of density and coverage. Default: 5. */
  readonly densityK?: number;
}

/** Precision, recall, density and coverage as a streaming metric; see `precisionRecall`. Figures: `precision`, `recall`, `density`, `coverage`. */
export function precisionRecallMetric({
  most,
  seed = 0,
  extractor,
  k = 3,
  densityK = 5,
}: PrecisionRecallMetricOptions = {}): ImmediateMetric<'features', 'precision' | 'recall' | 'density' | 'coverage'> {
  return featureSetMetric({
    name: 'precision and recall',
    figures: { precision: 'higher', recall: 'higher', density: 'higher', coverage: 'higher' },
    settings: { k, densityK },
    options: keeping(most, seed, extractor),
    compare(real, fake) {
      const [near, wide] = precisionRecalls(real, fake, [k, densityK]) as [PrecisionRecall, PrecisionRecall];
      return { precision: near.precision, recall: near.recall, density: wide.density, coverage: wide.coverage };
    },
  });
}

/**
 * The nearest-neighbour two-sample test as a streaming metric; see `twoSampleTest`. It is right for as many fakes as reals. Figures:
 * `nearestNeighbour` (0.5 is ideal), `nearestNeighbourReal`, `nearestNeighbourFake`.
 */
export function twoSampleMetric({ most, seed = 0, extractor }: KeepingOptions = {}): ImmediateMetric<
  'features',
  'nearestNeighbour' | 'nearestNeighbourReal' | 'nearestNeighbourFake'
> {
  return featureSetMetric({
    name: 'two-sample test',
    figures: { nearestNeighbour: 'neither', nearestNeighbourReal: 'neither', nearestNeighbourFake: 'neither' },
    settings: {},
    options: keeping(most, seed, extractor),
    compare(real, fake) {
      const { accuracy, accuracyReal, accuracyFake } = twoSampleTest(real, fake);
      return { nearestNeighbour: accuracy, nearestNeighbourReal: accuracyReal, nearestNeighbourFake: accuracyFake };
    },
  });
}

/** CMMD as a streaming metric, the biased estimate of the released code; see `cmmd`. Figure: `cmmd`. */
export function cmmdMetric({ most, seed = 0, extractor, ...kernel }: KeepingOptions & CmmdOptions = {}): ImmediateMetric<
  'features',
  'cmmd'
> {
  return featureSetMetric({
    name: 'cmmd',
    figures: { cmmd: 'lower' },
    settings: { ...kernel },
    options: keeping(most, seed, extractor),
    compare: (real, fake) => ({ cmmd: cmmd(real, fake, kernel).biased }),
  });
}

/** MIND as a streaming metric; see `mongeInceptionDistance`. Figure: `mind`. */
export function mindMetric({
  most,
  seed = 0,
  extractor,
  directions = 1000,
}: KeepingOptions & MongeInceptionDistanceOptions = {}): ImmediateMetric<'features', 'mind'> {
  return featureSetMetric({
    name: 'mind',
    figures: { mind: 'lower' },
    settings: { directions },
    options: keeping(most, seed, extractor),
    compare: (real, fake) => ({ mind: mongeInceptionDistance(real, fake, { directions, seed }) }),
  });
}

/** FID extrapolated to infinitely many fakes as a streaming metric; see `frechetDistanceAtInfinity`. Figures: `fidInfinity`, `fidSlope`. */
export function fidInfinityMetric({
  most,
  seed = 0,
  extractor,
  points = 15,
  smallest,
}: KeepingOptions & FrechetDistanceAtInfinityOptions = {}): ImmediateMetric<'features', 'fidInfinity' | 'fidSlope'> {
  return featureSetMetric({
    name: 'fid at infinity',
    figures: { fidInfinity: 'lower', fidSlope: 'neither' },
    settings: { points, ...(smallest !== undefined && { smallest }) },
    options: keeping(most, seed, extractor),
    compare(real, fake) {
      const { atInfinity, slope } = frechetDistanceAtInfinity(real, fake, { points, seed, ...(smallest !== undefined && { smallest }) });
      return { fidInfinity: atInfinity, fidSlope: slope };
    },
  });
}

const keeping = (most: number | undefined, seed: number, extractor: KeepingOptions['extractor']): KeepingOptions => ({
  ...(most !== undefined && { most }),
  seed,
  ...(extractor && { extractor }),
});
