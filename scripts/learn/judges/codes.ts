import { mnist } from '@ganblocks/data/node';
import { classificationAccuracy, fidMetric, type ImmediateMetric, inceptionScoreMetric } from '@ganblocks/metrics';
import { bundledDigitExtractor } from '@ganblocks/metrics/node';
import { bestMatching } from './bestMatching';
import { evaluationJudge } from './evaluationJudge';
import type { Judge } from './judge';

const CODES = 10;

/** Samples by the category that they were asked for and the digit that the classifier sees, under the best matching of categories to digits. */
export function codesMetric(): ImmediateMetric<'logits' | 'labels', 'agreement'> {
  let counts = emptyCounts();
  return {
    name: 'codes',
    figures: { agreement: 'higher' },
    settings: { codes: CODES },
    needs: ['logits', 'labels'],
    compares: 'fakes',
    addReal: () => undefined,
    addFake({ logits, labels }) {
      const { predicted } = classificationAccuracy(logits, labels);
      predicted.forEach((digit, i) => (counts[labels[i]!]![digit]! += 1));
    },
    result() {
      const matched = bestMatching(counts).reduce((sum, digit, code) => sum + counts[code]![digit]!, 0);
      return { agreement: matched / counts.flat().reduce((sum, count) => sum + count, 0) };
    },
    clear() {
      counts = emptyCounts();
    },
  };
}

const emptyCounts = (): number[][] => Array.from({ length: CODES }, () => Array.from({ length: CODES }, () => 0));

/**
 * Whether a categorical code of ten values has become the digit, with no label seen: `agreement`, the share of samples of which the bundled classifier
 * sees the digit of their category, each category being matched with a digit of its own so that the share is largest; beside the figures of `digits`.
 *
 * Needs a system whose `sample` takes `{ categories }`.
 *
 * @see Chen et al. 2016, InfoGAN, section 7.2, https://arxiv.org/abs/1606.03657
 */
export const codes: Judge = evaluationJudge({
  figures: { agreement: 'higher', score: 'higher', frechet: 'lower' },
  samples: 10_000,
  by: '1,000 samples of each category by the bundled digit classifier, under the best matching of categories to digits',
  reals: () => mnist({ split: 'test' }),
  extractor: bundledDigitExtractor,
  metrics: () => [codesMetric(), inceptionScoreMetric({ splits: 1 }), fidMetric()],
  names: { agreement: 'agreement', inceptionScore: 'score', fid: 'frechet' },
  asks: () => (first, count) => {
    const categories = Array.from({ length: count }, (_, i) => (first + i) % CODES);
    return { request: { categories }, labels: categories };
  },
});
