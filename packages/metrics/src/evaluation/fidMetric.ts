import { check } from '@ganblocks/core';
import type { Extractor } from '../extractors/extractor';
import { checkFeatureRows } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { frechetDistance } from '../frechet/frechetDistance';
import { classDistances, classStatistics } from '../frechet/intraClassFrechetDistance';
import { featureStatistics, type FeatureStatistics, type GaussianStatistics } from '../statistics/featureStatistics';
import type { ImmediateMetric } from './metric';

export interface FidMetricOptions {
  /** Mean and covariance of the reals, as `readStatistics` reads them of a file; then no reals are needed. */
  readonly reference?: GaussianStatistics;
  /** Default: the one that `evaluate` is given. */
  readonly extractor?: Extractor;
}

/** `fid`, and the statistics that it rests on. */
export interface FidMetric extends ImmediateMetric<'features', 'fid'> {
  /**
   * Mean and covariance of what was added, for `writeStatistics`.
   *
   * @throws GanError for fewer than 2 samples.
   */
  statistics(of: 'real' | 'fake'): GaussianStatistics;
}

/**
 * The Fréchet distance of features as a streaming metric: FID, where the extractor is the FID Inception network. Memory: four d x d matrices. Figure:
 * `fid`.
 *
 * @see Heusel et al. 2017, GANs Trained by a Two Time-Scale Update Rule, https://arxiv.org/abs/1706.08500
 * @example
 * const fid = fidMetric();
 * fid.addReal({ features: featureRows(Float32Array.of(-1, 1), 1) });
 * fid.addFake({ features: featureRows(Float32Array.of(2, 4), 1) });
 * fid.result(); // { fid: 9 }
 */
export function fidMetric({ reference, extractor }: FidMetricOptions = {}): FidMetric {
  const [real, fake] = [gaussianOf('real'), gaussianOf('fake')];
  return {
    name: 'fid',
    figures: { fid: 'lower' },
    settings: reference ? { reference: true } : {},
    needs: ['features'],
    compares: reference ? 'fakes' : 'both',
    ...(extractor && { extractor }),
    addReal: ({ features }) => real.add(features),
    addFake: ({ features }) => fake.add(features),
    statistics: (of) => (of === 'fake' ? fake.result() : (reference ?? real.result())),
    result: () => ({ fid: frechetDistance(reference ?? real.result(), fake.result()).distance }),
    clear(what) {
      fake.clear();
      if (what === 'all') real.clear();
    },
  };
}

/** Statistics whose dimension is that of the first batch. */
const gaussianOf = (which: string) => {
  let statistics: FeatureStatistics | undefined;
  return {
    add(features: Features): void {
      checkFeatureRows('fid', `${which} features`, features);
      const known = (statistics ??= featureStatistics(features.columns)).dimension;
      check(
        features.columns === known,
        () => `fid: every batch must have as many columns, ${known}. Got ${features.columns}. Use one feature extractor.`,
      );
      statistics.add(features.data);
    },
    result(): GaussianStatistics {
      const count = statistics?.count ?? 0;
      check(
        statistics !== undefined && count >= 2,
        () =>
          `fid: a covariance needs at least 2 images. Got ${count} ${which}. Add more, ten times the ${statistics?.dimension ?? 'number of'} features at best.`,
      );
      return statistics.result();
    },
    clear: () => void (statistics = undefined),
  };
};

/**
 * The intra-class Fréchet distance as a streaming metric; see `intraClassFrechetDistance`. Needs labelled reals and fakes. Memory: four d x d matrices a
 * class. Figures: `intraFid`, and `intraFidWorst`, that of the worst class.
 */
export function intraFidMetric({ extractor }: Pick<FidMetricOptions, 'extractor'> = {}): ImmediateMetric<
  'features' | 'labels',
  'intraFid' | 'intraFidWorst'
> {
  let [real, fake] = [classStatistics('intraFid'), classStatistics('intraFid')];
  return {
    name: 'intra-class fid',
    figures: { intraFid: 'lower', intraFidWorst: 'lower' },
    settings: {},
    needs: ['features', 'labels'],
    compares: 'both',
    ...(extractor && { extractor }),
    addReal: ({ features, labels }) => real.add(features, labels),
    addFake: ({ features, labels }) => fake.add(features, labels),
    result() {
      const { mean, perClass } = classDistances('intraFid', real, fake);
      return { intraFid: mean, intraFidWorst: Math.max(...perClass.values()) };
    },
    clear(what) {
      fake = classStatistics('intraFid');
      if (what === 'all') real = classStatistics('intraFid');
    },
  };
}
