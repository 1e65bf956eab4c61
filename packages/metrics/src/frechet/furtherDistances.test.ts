import { describe, expect, test } from '@jest/globals';
import { randomMatrix } from '../../tests/randomMatrix';
import { featureRows } from '../features/features';
import { frechetDistanceOfFeatures } from './frechetDistance';
import { extrapolateToInfinity, frechetDistanceAtInfinity } from './frechetDistanceAtInfinity';
import { classStatistics, intraClassFrechetDistance } from './intraClassFrechetDistance';

describe('frechetDistanceAtInfinity', () => {
  test('takes the bias of few samples off', () => {
    const [real, fake] = [randomMatrix(3000, 12, 'real'), randomMatrix(600, 12, 'fake')];
    const { atInfinity, distances, counts } = frechetDistanceAtInfinity(real, fake, { points: 6, smallest: 100 });
    expect(counts).toEqual([100, 200, 300, 400, 500, 600]);
    expect(distances.at(-1)).toBeCloseTo(frechetDistanceOfFeatures(real, fake).distance, 10);
    expect(Math.abs(atInfinity)).toBeLessThan(0.5 * distances.at(-1)!);
  });

  test('refuses what makes no line', () => {
    expect(() => extrapolateToInfinity([5, 5], [1, 2])).toThrow(/two different counts\. Got 5, 5/);
    expect(() => extrapolateToInfinity([5], [1, 2])).toThrow(/value for each count/);
    const x = randomMatrix(5, 2);
    expect(() => frechetDistanceAtInfinity(x, x, { smallest: 5 })).toThrow(/smallest must be an integer from 2 to 4/);
  });
});

describe('intraClassFrechetDistance', () => {
  const set = (data: number[], labels: number[]) => ({ features: featureRows(Float64Array.from(data), 1), labels });

  test('sees classes that are mixed up, which one distance does not', () => {
    const real = set([0, 1, 8, 9], [0, 0, 3, 3]);
    const mixed = set([8, 9, 0, 1], [0, 0, 3, 3]);
    expect(frechetDistanceOfFeatures(real.features, mixed.features).distance).toBeCloseTo(0, 12);
    const { mean, perClass } = intraClassFrechetDistance(real, mixed);
    expect(mean).toBeCloseTo(64, 10);
    expect([...perClass.keys()]).toEqual([0, 3]);
  });

  test('refuses features of another length in a later batch, whole rows of the first or not', () => {
    const statistics = classStatistics('intraFid');
    statistics.add(featureRows(Float64Array.of(1, 2), 1), [0, 0]);
    expect(() => statistics.add(featureRows(Float64Array.of(1, 2), 2), [0])).toThrow(
      /as many columns, 1\. Got 2\. Use one feature extractor/,
    );
    expect(statistics.byClass.get(0)!.count).toBe(2);
  });

  test('refuses a class that one side has too little of', () => {
    expect(() => intraClassFrechetDistance(set([0, 1], [0, 0]), set([0, 1], [0, 1]))).toThrow(
      /at least 2 reals and 2 fakes\. Got 2 and 1 of class 0/,
    );
  });
});
