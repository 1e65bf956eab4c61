import { describe, expect, test } from '@jest/globals';
import { openGolden } from '../../tests/goldens';
import { largestDifference } from '../../tests/randomMatrix';
import { inceptionScore, labelDivergences } from './inceptionScore';

/** n sure predictions of the classes 0, 1, 2, … in turn. */
const sure = (n: number, classes: number): Float64Array =>
  Float64Array.from({ length: n * classes }, (_, i) => Number(Math.floor(i / classes) % classes === i % classes));

describe('inceptionScore', () => {
  test('golden metric-inception-score', async () => {
    const { golden, float64, expectEqual } = await openGolden('metric-inception-score');
    const logits = float64('logits');
    const classes = golden.hyperparameters['classes'] as number;
    for (const splits of [1, 10]) {
      const score = inceptionScore(logits, { classes, splits });
      expectEqual(`is_splits${splits}`, score.perSplit);
      expectEqual(`mean_splits${splits}`, score.mean);
      expectEqual(`std_splits${splits}`, score.deviation);
    }
    expectEqual('mode_score_like_kl', labelDivergences(logits, { classes }));
  });

  test('is the number of classes for sure and even predictions, 1 for one class or no idea', () => {
    const options = { classes: 10, from: 'probabilities' } as const;
    expect(inceptionScore(sure(50, 10), options).mean).toBeCloseTo(10, 12);
    expect(
      inceptionScore(
        sure(50, 10)
          .fill(0)
          .map((_, i) => Number(i % 10 === 3)),
        options,
      ).mean,
    ).toBeCloseTo(1, 12);
    expect(inceptionScore(new Float64Array(500).fill(0.1), options).mean).toBeCloseTo(1, 12);
  });

  test('takes logits of any size', () => {
    const score = inceptionScore(
      sure(20, 4).map((value) => value * 2e4 - 1e4),
      { classes: 4 },
    );
    expect(score.mean).toBeCloseTo(4, 12);
  });

  test('splits in order, the earlier parts rounded down', () => {
    const { perSplit, mean, deviation } = inceptionScore(sure(7, 7), { classes: 7, from: 'probabilities', splits: 3 });
    expect(largestDifference(perSplit, [2, 2, 3])).toBeLessThan(1e-12);
    expect(mean).toBeCloseTo(7 / 3, 12);
    expect(deviation).toBeCloseTo(Math.sqrt(2) / 3, 12);
  });

  test('refuses what is no class output', () => {
    const even = Float64Array.of(0.5, 0.5);
    expect(() => inceptionScore(even, { classes: 3 })).toThrow(/rows of 3 numbers\. Got 2/);
    expect(() => inceptionScore(even, { classes: 0 })).toThrow(/classes must be a positive integer\. Got 0/);
    expect(() => inceptionScore(even, { classes: 2, splits: 2 })).toThrow(/from 1 to the number of samples, 1\. Got 2/);
    expect(() => inceptionScore(Float64Array.of(1, NaN), { classes: 2 })).toThrow(/finite/);
    expect(() => inceptionScore(Float64Array.of(1, 2), { classes: 2, from: 'probabilities' })).toThrow(/sum to 1\. Got the sum 3 in row 0/);
    expect(() => labelDivergences(new Float64Array(0), { classes: 2 })).toThrow(/labelDivergences: outputs must be one or more rows/);
  });
});
