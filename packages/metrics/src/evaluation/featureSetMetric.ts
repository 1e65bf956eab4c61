import type { JsonObject } from '@ganblocks/core';
import type { Extractor } from '../extractors/extractor';
import type { Features } from '../features/features';
import { keptRows } from '../features/keptRows';
import type { Better, Figures, ImmediateMetric } from './metric';

/** What metrics that keep features take. */
export interface KeepingOptions {
  /** Samples that are kept of either set, drawn at random where there are more: what bounds the memory, and the time. Default: 10,000. */
  readonly most?: number;
  /** Of everything that is drawn. Default: 0. */
  readonly seed?: number;
  /** Default: the one that `evaluate` is given. */
  readonly extractor?: Extractor;
}

interface FeatureSetMetric<Figure extends string> {
  readonly name: string;
  readonly figures: Readonly<Record<Figure, Better>>;
  readonly settings: JsonObject;
  readonly options: KeepingOptions;
  readonly compare: (real: Features, fake: Features) => Figures<Figure>;
}

/** A metric that is a function of two sets of features, of which it keeps at most so many rows. */
export const featureSetMetric = <Figure extends string>({
  name,
  figures,
  settings,
  options,
  compare,
}: FeatureSetMetric<Figure>): ImmediateMetric<'features', Figure> => {
  const { most = 10_000, seed = 0, extractor } = options;
  const [reals, fakes] = [keptRows(name, most, seed), keptRows(name, most, seed)];
  return {
    name,
    figures,
    settings: { ...settings, most, seed },
    needs: ['features'],
    compares: 'both',
    ...(extractor && { extractor }),
    addReal: ({ features }) => reals.add(features),
    addFake: ({ features }) => fakes.add(features),
    result: () => compare(reals.rows(), fakes.rows()),
    clear(what) {
      fakes.clear();
      if (what === 'all') reals.clear();
    },
  };
};
