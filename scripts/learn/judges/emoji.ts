import { fidMetric } from '@ganblocks/metrics';
import { bundledEmojiExtractor } from '@ganblocks/metrics/node';
import { fluentEmoji } from '../data/fluentEmoji';
import { evaluationJudge } from './evaluationJudge';
import type { Judge } from './judge';

/** Fluent emoji by the bundled emoji classifier: `frechet`, the distance of its features to the images that were trained with, as papers measure FID. */
export const fluent: Judge = evaluationJudge({
  figures: { frechet: 'lower' },
  samples: 10_000,
  by: '10,000 samples by the features of the bundled emoji classifier, against the training images',
  reals: fluentEmoji,
  extractor: bundledEmojiExtractor,
  metrics: () => [fidMetric()],
  names: { fid: 'frechet' },
});
