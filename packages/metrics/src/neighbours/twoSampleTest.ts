import { checkFeaturePair } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { nearestRows } from './nearestRows';

export interface TwoSampleTest {
  /** Share of all samples whose nearest other sample is of their own set: 0.5 is ideal, 1 for sets apart, 0 for fakes that are copies. */
  readonly accuracy: number;
  readonly accuracyReal: number;
  readonly accuracyFake: number;
  /** For each sample the number of the nearest other one, reals first, then fakes. */
  readonly nearest: Int32Array;
}

/**
 * The two-sample test by the nearest neighbour, each sample left out in turn: can one tell a fake from a real by what lies next to it? Euclidean, in
 * float64. Use as many reals as fakes, else 0.5 is not the ideal.
 *
 * @param real Features `[n, d]`.
 * @param fake Features `[m, d]`.
 * @throws GanError unless both are rows of finite numbers of one length.
 * @see Lopez-Paz & Oquab 2017, Revisiting Classifier Two-Sample Tests, https://arxiv.org/abs/1610.06545; Xu et al. 2018, An empirical study on
 *   evaluation metrics of GANs, https://arxiv.org/abs/1806.07755
 * @example
 * twoSampleTest(featureRows(Float64Array.of(0, 1), 1), featureRows(Float64Array.of(8, 9), 1)).accuracy; // 1
 */
export function twoSampleTest(real: Features, fake: Features): TwoSampleTest {
  checkFeaturePair('twoSampleTest', real, fake, 1, ['real', 'fake']);
  const data = new Float64Array(real.data.length + fake.data.length);
  data.set(real.data);
  data.set(fake.data, real.data.length);
  const all = { rows: real.rows + fake.rows, columns: real.columns, data };
  const nearest = nearestRows(all, all);
  const ofOwnSet = (from: number, to: number): number => {
    let hits = 0;
    for (let i = from; i < to; i++) hits += Number(nearest[i]! >= from && nearest[i]! < to);
    return hits;
  };
  const [reals, fakes] = [ofOwnSet(0, real.rows), ofOwnSet(real.rows, all.rows)];
  return {
    accuracy: (reals + fakes) / all.rows,
    accuracyReal: reals / real.rows,
    accuracyFake: fakes / fake.rows,
    nearest,
  };
}
