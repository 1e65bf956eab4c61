import { check } from '@ganblocks/core';
import type { Figure } from '../evaluation';
import type { CollapseLookOptions } from './collapseLook';
import { discriminatorAccuracyOf } from './discriminatorAccuracyOf';
import { realImages } from './realImages';
import { sampleSpread } from './sampleSpread';
import { topSingularValues } from './topSingularValues';

/**
 * The mean distance of two samples as a figure of `evaluate`: of two real images where `data` are given (1 is as diverse as the data), in pixels
 * from 0 to 2 without.
 *
 * @throws GanError from `measure` where the data's images are not of the samples' size.
 * @example const evaluate = { every: 5_000, figures: { diversity: sampleDiversity({ data: digits }) } };
 */
export function sampleDiversity({ samples = 64, data, seed = 0 }: Pick<CollapseLookOptions, 'samples' | 'data' | 'seed'> = {}): Figure {
  const reals = data && realImages(data, { count: samples, seed });
  return {
    better: 'higher',
    async measure(moment) {
      const images = await moment.sample(samples);
      try {
        const { distance } = await sampleSpread(images);
        return reals ? distance / (await reals.spread(images)).distance : distance;
      } finally {
        images.dispose();
      }
    },
  };
}

/**
 * The share of pairs of a real image and one of the live generator that the discriminator ranks right, as a figure of `evaluate`: 0.5 is a coin, 1 is never wrong.
 * With real images that the run does not learn from it shows, beside the one with those it does, whether the discriminator knows them by heart.
 *
 * @throws GanError from `measure` where there is no discriminator that judges images alone.
 * @example const figures = { seen: discriminatorAccuracy({ data: mnist() }), unseen: discriminatorAccuracy({ data: mnist({ split: 'test' }) }) };
 */
export function discriminatorAccuracy({
  data,
  samples = 64,
  score,
  fakes,
  seed = 0,
}: Pick<CollapseLookOptions, 'samples' | 'score' | 'fakes' | 'seed'> & Required<Pick<CollapseLookOptions, 'data'>>): Figure {
  const reals = realImages(data, { count: samples, seed });
  return {
    better: 'lower',
    async measure({ system }) {
      const accuracy = await discriminatorAccuracyOf({ system, count: samples, reals, score, fakes, seed });
      check(accuracy !== undefined, () => `discriminatorAccuracy: '${system.name}' has no network 'discriminator'. Pass 'score'.`);
      return accuracy;
    },
  };
}

/**
 * The largest singular value of any kernel of a network, as a figure of `evaluate`; see `topSingularValues`. `network` is its key in
 * `system.networks`, by default 'generator'.
 *
 * @throws GanError from `measure` where there is no such network with kernels.
 * @example const figures = { spectrum: topSingularValue({ network: 'generator' }) };
 */
export function topSingularValue({ network = 'generator' }: { readonly network?: string } = {}): Figure {
  const meter = topSingularValues();
  return {
    better: 'lower',
    async measure({ system }) {
      const one = system.networks[network];
      check(one !== undefined, () => {
        return `topSingularValue: '${system.name}' must have the network '${network}'. Choose from ${Object.keys(system.networks).join(', ')}.`;
      });
      const values = Object.values(await meter.measure({ [network]: one }));
      check(values.length > 0, () => `topSingularValue: '${network}' must have a trained kernel of two axes or more. Got none.`);
      return Math.max(...values.map(([first]) => first));
    },
  };
}
