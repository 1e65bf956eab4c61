import { mnist } from '@ganblocks/data/node';
import { stackedModesMetric } from '@ganblocks/metrics';
import { bundledDigitExtractor } from '@ganblocks/metrics/node';
import { evaluationJudge } from './evaluationJudge';
import type { Judge } from './judge';

/**
 * Stacked digits: `modes`, how many of the 1,000 combinations are drawn, and `divergence`, KL(p || uniform) over them in nats, by the bundled
 * classifier channel by channel. 26,000 samples as in VEEGAN (Srivastava et al. 2017), with which published figures compare.
 */
export const stacked: Judge = evaluationJudge({
  figures: { modes: 'higher', divergence: 'lower' },
  samples: 26_000,
  by: '26,000 samples, each channel by the bundled digit classifier; divergence from all 1,000 modes alike, in nats',
  // The metric looks at no reals.
  reals: () => mnist({ split: 'test' }),
  extractor: bundledDigitExtractor,
  metrics: (classifier) => [stackedModesMetric({ classifier })],
  names: { modes: 'modes', modesDivergence: 'divergence' },
});
