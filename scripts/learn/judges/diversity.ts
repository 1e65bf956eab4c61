import { mnist } from '@ganblocks/data/node';
import { fidMetric, inceptionScoreMetric, vendiMetric } from '@ganblocks/metrics';
import { bundledDigitExtractor } from '@ganblocks/metrics/node';
import { evaluationJudge } from './evaluationJudge';
import type { Judge } from './judge';

/** The median distance, in the classifier's features, of one of 1,000 test images of MNIST to the fifth nearest of the others. */
const NEAR = 8.7;

/**
 * Digits as `digits` judges them, and how different they are: `diversity`, the effective number of different ones among 1,000 samples, the Vendi score of
 * the classifier's features by a Gaussian kernel as wide as near neighbours among real digits are apart.
 *
 * It was chosen by what it makes of real digits that are repeated or spoilt. 1,000 test images count as 201; a hundred of them repeated as 61, ten as 10;
 * three of the ten digits as 69; under pixel noise of deviation 0.3 still as 169, blurred as 56. By the cosine a hundred images repeated count 6.2 and
 * a thousand 6.6: it sees little but the classes. Coverage and recall, which look at the reals, fall with noise as with repetition.
 *
 * @see Friedman & Dieng 2023, The Vendi Score, https://arxiv.org/abs/2210.02410
 */
export const diversity: Judge = evaluationJudge({
  figures: { score: 'higher', frechet: 'lower', diversity: 'higher' },
  samples: 10_000,
  by: '10,000 samples by the bundled digit classifier, against the 10,000 test images of MNIST, whose own diversity is 201',
  reals: () => mnist({ split: 'test' }),
  extractor: bundledDigitExtractor,
  metrics: () => [inceptionScoreMetric({ splits: 1 }), fidMetric(), vendiMetric({ most: 1_000, kernel: { sigma: NEAR } })],
  names: { inceptionScore: 'score', fid: 'frechet', vendi: 'diversity' },
});
