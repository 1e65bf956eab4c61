import { keptRows } from '../features/keptRows';
import { vendiScore, type VendiScoreOptions } from '../kernels/vendiScore';
import type { KeepingOptions } from './featureSetMetric';
import type { ImmediateMetric } from './metric';

/**
 * The Vendi score of the fakes as a streaming metric; see `vendiScore`. It keeps 1,000 of them by default, as the time grows with the cube of the number.
 * Figure: `vendi`, an effective number of different samples.
 *
 * @example
 * const vendi = vendiMetric();
 * vendi.addFake({ features: featureRows(Float32Array.of(1, 0, 0, 1), 2) });
 * vendi.result(); // { vendi: 2 }
 */
export function vendiMetric({
  most = 1000,
  seed = 0,
  extractor,
  kernel = 'cosine',
  order = 1,
}: KeepingOptions & VendiScoreOptions = {}): ImmediateMetric<'features', 'vendi'> {
  const fakes = keptRows('vendi', most, seed);
  return {
    name: 'vendi',
    figures: { vendi: 'higher' },
    settings: { kernel: kernel === 'cosine' ? kernel : { ...kernel }, order, most, seed },
    needs: ['features'],
    compares: 'fakes',
    ...(extractor && { extractor }),
    addReal: () => undefined,
    addFake: ({ features }) => fakes.add(features),
    result: () => ({ vendi: vendiScore(fakes.rows(), { kernel, order }).score }),
    clear: () => fakes.clear(),
  };
}
