import { check } from '@ganblocks/core';
import type { Features } from '../features/features';
import { checkFeatureRows } from '../features/checkFeatureRows';
import { checkLabels, type LabelledFeatures } from '../neighbours/nearestNeighbourAccuracy';
import { featureStatistics, type FeatureStatistics } from '../statistics/featureStatistics';
import { frechetDistance } from './frechetDistance';

export interface IntraClassFrechetDistance {
  /** Mean over the classes. */
  readonly mean: number;
  /** Fréchet distance of each class, by its number. */
  readonly perClass: ReadonlyMap<number, number>;
}

/** Statistics by class, a batch at a time. Memory: two d x d matrices a class. */
export interface ClassStatistics {
  add(features: Features, labels: ArrayLike<number>): void;
  readonly byClass: ReadonlyMap<number, FeatureStatistics>;
}

/** Empty statistics by class. */
export const classStatistics = (where: string): ClassStatistics => {
  const byClass = new Map<number, FeatureStatistics>();
  let columns = 0;
  return {
    byClass,
    add(features, labels) {
      checkFeatureRows(where, 'features', features);
      checkLabels(where, 'labels', labels, features.rows);
      check(
        columns === 0 || features.columns === columns,
        () => `${where}: every batch must have as many columns, ${columns}. Got ${features.columns}. Use one feature extractor.`,
      );
      columns = features.columns;
      for (let i = 0; i < features.rows; i++) {
        let own = byClass.get(labels[i]!);
        if (own === undefined) byClass.set(labels[i]!, (own = featureStatistics(features.columns)));
        own.add(features.data.subarray(i * features.columns, (i + 1) * features.columns));
      }
    },
  };
};

/**
 * The distances of two sets by class.
 *
 * @throws GanError where a class has fewer than 2 reals or fakes.
 */
export const classDistances = (where: string, real: ClassStatistics, fake: ClassStatistics): IntraClassFrechetDistance => {
  const classes = [...new Set([...real.byClass.keys(), ...fake.byClass.keys()])].sort((a, b) => a - b);
  check(classes.length > 0, () => `${where}: expected samples of a class at least. Got none. Add labelled features.`);
  const perClass = new Map(
    classes.map((label) => {
      const [a, b] = [real.byClass.get(label), fake.byClass.get(label)];
      const [reals, fakes] = [a?.count ?? 0, b?.count ?? 0];
      check(
        a !== undefined && b !== undefined && Math.min(reals, fakes) >= 2,
        () => `${where}: each class needs at least 2 reals and 2 fakes. Got ${reals} and ${fakes} of class ${label}. Add images of it.`,
      );
      return [label, frechetDistance(a.result(), b.result()).distance] as const;
    }),
  );
  return { mean: [...perClass.values()].reduce((sum, value) => sum + value, 0) / perClass.size, perClass };
};

/**
 * The intra-class Fréchet distance: the mean over classes of the distance of a class's fakes to its reals. It sees what one distance over all misses,
 * classes that a conditional generator mixes up or draws alike.
 *
 * @throws GanError unless both are rows of finite numbers of one length with a label each, at least 2 of each class in both.
 * @see Miyato & Koyama 2018, cGANs with Projection Discriminator, section 4.1, https://arxiv.org/abs/1802.05637
 * @example
 * const set = { features: featureRows(Float64Array.of(0, 1, 8, 9), 1), labels: [0, 0, 1, 1] };
 * intraClassFrechetDistance(set, set).mean; // 0
 */
export function intraClassFrechetDistance(real: LabelledFeatures, fake: LabelledFeatures): IntraClassFrechetDistance {
  const where = 'intraClassFrechetDistance';
  const [reals, fakes] = [classStatistics(where), classStatistics(where)];
  reals.add(real.features, real.labels);
  fakes.add(fake.features, fake.labels);
  return classDistances(where, reals, fakes);
}
