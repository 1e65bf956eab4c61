import { mnist } from '@ganblocks/data/node';
import { accuracyMetric, fidMetric, inceptionScoreMetric } from '@ganblocks/metrics';
import { bundledDigitExtractor } from '@ganblocks/metrics/node';
import { classesInTurn, evaluationJudge } from './evaluationJudge';
import type { Judge } from './judge';

const common = {
  samples: 10_000,
  reals: () => mnist({ split: 'test' }),
  extractor: bundledDigitExtractor,
} as const;

/**
 * Digits by the bundled classifier: `score`, from 1 (all alike, or no digits) to 10 (sure digits, all ten alike), and `frechet`, the distance of its
 * features to MNIST's test images.
 */
export const digits: Judge = evaluationJudge({
  ...common,
  figures: { score: 'higher', frechet: 'lower' },
  by: '10,000 samples by the bundled digit classifier, against the 10,000 test images of MNIST',
  metrics: () => [inceptionScoreMetric({ splits: 1 }), fidMetric()],
  names: { inceptionScore: 'score', fid: 'frechet' },
});

/** Digits that are asked for by class, 1,000 of each: `agreement` is the share that the classifier calls what was asked for, beside the figures of `digits`. */
export const askedDigits: Judge = evaluationJudge({
  ...common,
  figures: { agreement: 'higher', score: 'higher', frechet: 'lower' },
  by: '1,000 samples of each class by the bundled digit classifier, against the 10,000 test images of MNIST',
  metrics: () => [accuracyMetric({ top: 1 }), inceptionScoreMetric({ splits: 1 }), fidMetric()],
  names: { accuracy: 'agreement', inceptionScore: 'score', fid: 'frechet' },
  asks: () => classesInTurn(10),
});
