import { describe, expect, test } from '@jest/globals';
import { openGolden } from '../../tests/goldens';
import { largestDifference } from '../../tests/randomMatrix';
import { featureRows, type Features } from '../features/features';
import { inceptionScore, labelDivergences } from './inceptionScore';

/** n sure predictions of the classes 0, 1, 2, … in turn. */
const sure = (n: number, classes: number): Features =>
  featureRows(
    Float64Array.from({ length: n * classes }, (_, i) => Number(Math.floor(i / classes) % classes === i % classes)),
    classes,
  );

describe('inceptionScore', () => {
  test('golden metric-inception-score', async () => {
    const { golden, float64, expectEqual } = await openGolden('metric-inception-score');
    const logits = featureRows(float64('logits'), golden.hyperparameters['classes'] as number);
    for (const splits of [1, 10]) {
      const score = inceptionScore(logits, { splits });
      expectEqual(`is_splits${splits}`, score.perSplit);
      expectEqual(`mean_splits${splits}`, score.mean);
      expectEqual(`std_splits${splits}`, score.deviation);
    }
    expectEqual('mode_score_like_kl', labelDivergences(logits));
  });

  test('is the number of classes for sure and even predictions, 1 for one class or no idea', () => {
    const options = { from: 'probabilities' } as const;
    const one = Float64Array.from({ length: 500 }, (_, i) => Number(i % 10 === 3));
    expect(inceptionScore(sure(50, 10), options).mean).toBeCloseTo(10, 12);
    expect(inceptionScore(featureRows(one, 10), options).mean).toBeCloseTo(1, 12);
    expect(inceptionScore(featureRows(new Float64Array(500).fill(0.1), 10), options).mean).toBeCloseTo(1, 12);
  });

  test('takes logits of any size', () => {
    const { data } = sure(20, 4);
    const large = Float64Array.from(data, (value) => value * 2e4 - 1e4);
    expect(inceptionScore(featureRows(large, 4)).mean).toBeCloseTo(4, 12);
  });

  test('splits in order, the earlier parts rounded down', () => {
    const { perSplit, mean, deviation } = inceptionScore(sure(7, 7), { from: 'probabilities', splits: 3 });
    expect(largestDifference(perSplit, [2, 2, 3])).toBeLessThan(1e-12);
    expect(mean).toBeCloseTo(7 / 3, 12);
    expect(deviation).toBeCloseTo(Math.sqrt(2) / 3, 12);
  });

  test('refuses what is no class output', () => {
    const even = featureRows(Float64Array.of(0.5, 0.5), 2);
    expect(() => inceptionScore({ ...even, columns: 3 })).toThrow(/rows of numbers, .* Got 1 rows, 3 columns and 2 numbers/);
    expect(() => inceptionScore(even, { splits: 2 })).toThrow(/from 1 to the number of samples, 1\. Got 2/);
    expect(() => inceptionScore(featureRows(Float64Array.of(1, NaN), 2))).toThrow(/finite\. Got NaN in row 0, column 1/);
    expect(() => inceptionScore(featureRows(Float64Array.of(1, 2), 2), { from: 'probabilities' })).toThrow(
      /sum to 1\. Got the sum 3 in row 0/,
    );
    expect(() => labelDivergences(featureRows(new Float64Array(0), 2))).toThrow(/labelDivergences: outputs must have at least 1 row/);
  });
});
