import { check, type Dataset, type ImageBatch } from '@ganblocks/core';
import type { Moment } from '../observer';
import { discriminatorAccuracyOf, type Fakes } from './discriminatorAccuracyOf';
import type { Score } from './discriminatorLogits';
import { realImages } from './realImages';
import { sampleSpread, type SampleSpread } from './sampleSpread';
import type { StretchMeans } from './stretch';
import { topSingularValues, type SingularValues } from './topSingularValues';

/** What a look measures. */
export interface CollapseFigures extends StretchMeans {
  /** Of samples with the averaged weights; absent where none are drawn. */
  readonly samples?: SampleSpread;
  /** Of as many real images; absent without `data`. */
  readonly real?: SampleSpread;
  /** The share of pairs of a real image and one of the live generator that the discriminator ranks right; absent without `data` or a discriminator. */
  readonly accuracy?: number;
  /** Of all trained kernels. */
  readonly singularValues: SingularValues;
}

/** What is measured, and on how much. */
export interface CollapseLookOptions {
  /** Samples, and real images, of a look. Default 64; 0 draws none. */
  readonly samples?: number;
  /**
   * Real images to compare with, such as the run's own data: their spread, and what the discriminator makes of them. One batch is taken, from
   * a stream of its own. Default: samples are compared with earlier ones, and the discriminator is not asked.
   */
  readonly data?: Dataset<ImageBatch>;
  /** How the discriminator judges images, where it is not the network called `discriminator` or takes more than images. `null`: not at all. */
  readonly score?: Score | null;
  /** Images of the live generator, for the discriminator, where the system samples from something else than a count. */
  readonly fakes?: Fakes;
  /** Of the choice of real images, the latents of fakes and the discriminator's noise. Default 0. */
  readonly seed?: number;
}

/** Measures everything but what steps report themselves. */
export type CollapseLook = (moment: Pick<Moment, 'sample' | 'system'>) => Promise<Omit<CollapseFigures, keyof StretchMeans>>;

/**
 * Opens the measurements of a run; all tensors of a look are disposed at its end.
 *
 * @throws GanError where `samples` is no whole number, or 1.
 */
export function collapseLook({ samples: count = 64, data, score, fakes, seed = 0 }: CollapseLookOptions): CollapseLook {
  check(Number.isInteger(count) && count >= 0 && count !== 1, () => {
    return `collapse: samples must be a whole number from 2, or 0 for none. Got ${count}. Leave it out for 64.`;
  });
  const reals = data && realImages(data, { count, seed });
  const meter = topSingularValues({ seed });
  return async (moment) => {
    const { system } = moment;
    const singularValues = await meter.measure(system.networks);
    if (count === 0) return { singularValues };
    const images = await moment.sample(count);
    try {
      const samples = await sampleSpread(images);
      if (!reals) return { singularValues, samples };
      const real = await reals.spread(images);
      const accuracy = await discriminatorAccuracyOf({ system, count, reals, score, fakes, seed });
      return { singularValues, samples, real, ...(accuracy === undefined ? {} : { accuracy }) };
    } finally {
      images.dispose();
    }
  };
}
