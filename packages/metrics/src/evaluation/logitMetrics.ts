import { check } from '@ganblocks/core';
import { classificationAccuracy } from '../classification/classificationAccuracy';
import type { Extractor } from '../extractors/extractor';
import type { Features } from '../features/features';
import { probabilitiesOf } from '../scores/inceptionScore';
import { labelDistribution } from '../scores/labelDistribution';
import { meanAndDeviation } from '../statistics/meanAndDeviation';
import type { ImmediateMetric } from './metric';

export interface InceptionScoreMetricOptions {
  /** Parts that are scored separately; the images go to them in turn. Default: 10. */
  readonly splits?: number;
  /** Default: the one that `evaluate` is given. */
  readonly extractor?: Extractor;
}

/**
 * The inception score of the fakes as a streaming metric; see `inceptionScore`. Image i is in split i mod `splits`, so that nothing need be kept. Figures:
 * `inceptionScore`, `inceptionScoreDeviation`.
 *
 * @see Salimans et al. 2016, Improved Techniques for Training GANs, https://arxiv.org/abs/1606.03498
 * @example
 * const score = inceptionScoreMetric({ splits: 1 });
 * score.addFake({ logits: featureRows(Float32Array.of(99, 0, 0, 99), 2) });
 * score.result().inceptionScore; // 2
 */
export function inceptionScoreMetric({ splits = 10, extractor }: InceptionScoreMetricOptions = {}): ImmediateMetric<
  'logits',
  'inceptionScore' | 'inceptionScoreDeviation'
> {
  const where = 'inceptionScore';
  check(Number.isInteger(splits) && splits > 0, () => `${where}: splits must be a positive integer. Got ${splits}.`);
  let distributions: ReturnType<typeof labelDistribution>[] = [];
  let [count, classes] = [0, 0];
  const add = (logits: Features): void => {
    const probabilities = probabilitiesOf(where, logits, 'logits');
    check(count === 0 || logits.columns === classes, () => `${where}: every batch must be of ${classes} classes. Got ${logits.columns}.`);
    classes = logits.columns;
    if (distributions.length === 0) distributions = Array.from({ length: splits }, () => labelDistribution(classes));
    for (let i = 0; i < logits.rows; i++, count++) {
      distributions[count % splits]!.add(probabilities.subarray(i * classes, (i + 1) * classes));
    }
  };
  return {
    name: 'inception score',
    figures: { inceptionScore: 'higher', inceptionScoreDeviation: 'neither' },
    settings: { splits },
    needs: ['logits'],
    compares: 'fakes',
    ...(extractor && { extractor }),
    addReal: () => undefined,
    addFake: ({ logits }) => add(logits),
    result() {
      check(
        count >= splits,
        () => `${where}: ${splits} splits need as many images at least. Got ${count}. Add more, or take fewer splits.`,
      );
      const { mean, deviation } = meanAndDeviation(distributions.map((part) => Math.exp(part.divergence())));
      return { inceptionScore: mean, inceptionScoreDeviation: deviation };
    },
    clear() {
      [distributions, count] = [[], 0];
    },
  };
}

export interface AccuracyMetricOptions {
  /** A class counts as found among the `top` likeliest. Default: 5, or all where there are fewer classes. */
  readonly top?: number;
  /** Default: the one that `evaluate` is given. */
  readonly extractor?: Extractor;
}

/**
 * How many fakes the extractor's classifier names as they were asked for, as a streaming metric; see `classificationAccuracy`. Needs labelled fakes.
 * Figures: `accuracy`, `topAccuracy`, `crossEntropy`.
 */
export function accuracyMetric({ top, extractor }: AccuracyMetricOptions = {}): ImmediateMetric<
  'logits' | 'labels',
  'accuracy' | 'topAccuracy' | 'crossEntropy'
> {
  let [count, hits, found, entropy] = [0, 0, 0, 0];
  return {
    name: 'accuracy',
    figures: { accuracy: 'higher', topAccuracy: 'higher', crossEntropy: 'lower' },
    settings: top === undefined ? {} : { top },
    needs: ['logits', 'labels'],
    compares: 'fakes',
    ...(extractor && { extractor }),
    addReal: () => undefined,
    addFake({ logits, labels }) {
      const batch = classificationAccuracy(logits, labels, top === undefined ? {} : { top });
      count += logits.rows;
      hits += batch.accuracy * logits.rows;
      found += batch.topAccuracy * logits.rows;
      entropy += batch.crossEntropy * logits.rows;
    },
    result() {
      check(count > 0, () => 'accuracy: expected labelled fakes. Got none. Call addFake first.');
      return { accuracy: hits / count, topAccuracy: found / count, crossEntropy: entropy / count };
    },
    clear() {
      [count, hits, found, entropy] = [0, 0, 0, 0];
    },
  };
}
