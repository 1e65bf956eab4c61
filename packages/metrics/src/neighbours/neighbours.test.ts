import { describe, expect, test } from '@jest/globals';
import { randomMatrix } from '../../tests/randomMatrix';
import { featureRows, type Features } from '../features/features';
import { nearestNeighbourAccuracy } from './nearestNeighbourAccuracy';
import { nearestRows } from './nearestRows';
import { precisionRecall } from './precisionRecall';
import { twoSampleTest } from './twoSampleTest';

const line = (...values: number[]): Features => featureRows(Float64Array.from(values), 1);

describe('precisionRecall', () => {
  test('has the values of hand on a line, balls without their surface', () => {
    // Reals 0, 1, 3: to the nearest other 1, 1, 2. Fakes 0.5, 2, 9: 1.5, 1.5, 7.
    const result = precisionRecall(line(0, 1, 3), line(0.5, 2, 9), { k: 1 });
    expect([...result.radiiReal]).toEqual([1, 1, 2]);
    expect([...result.radiiFake]).toEqual([1.5, 1.5, 7]);
    // 0.5 lies in the balls of 0 and 1, 2 in that of 3 (and on that of 1), 9 in none.
    expect(result.precision).toBeCloseTo(2 / 3, 12);
    expect(result.density).toBe(1);
    expect(result.coverage).toBe(1);
    expect(result.recall).toBe(1);
  });

  test('sees fakes that are few and good, and fakes that are many and bad', () => {
    const real = randomMatrix(300, 2, 'real');
    const few = { ...real, data: real.data.map((value, i) => real.data[i % 40]! + 1e-3 * value) };
    const collapsed = precisionRecall(real, few);
    expect([collapsed.precision > 0.95, collapsed.recall < 0.2, collapsed.coverage < 0.6]).toEqual([true, true, true]);
    const wide = { ...real, data: randomMatrix(300, 2, 'fake').data.map((value) => 5 * value) };
    const spread = precisionRecall(real, wide);
    expect([spread.precision < 0.15, spread.recall > 0.8]).toEqual([true, true]);
  });

  test('is the same over blocks as over all pairs', () => {
    const [real, fake] = [randomMatrix(500, 3, 'real'), randomMatrix(260, 3, 'fake')];
    const { radiiReal, coverage } = precisionRecall(real, fake, { k: 5 });
    const distance = (a: Features, i: number, b: Features, j: number): number =>
      Math.hypot(...[0, 1, 2].map((k) => a.data[3 * i + k]! - b.data[3 * j + k]!));
    const radii = Array.from({ length: 500 }, (_, i) => {
      const others = Array.from({ length: 500 }, (_none, j) => (j === i ? Infinity : distance(real, i, real, j)));
      return others.sort((a, b) => a - b)[4]!;
    });
    radii.forEach((radius, i) => expect(radiiReal[i]).toBeCloseTo(radius, 12));
    const covered = radii.filter((radius, i) => Array.from({ length: 260 }, (_, j) => distance(real, i, fake, j)).some((d) => d < radius));
    expect(coverage).toBe(covered.length / 500);
  });

  test('refuses a k that there are no neighbours for', () => {
    expect(() => precisionRecall(line(0, 1, 2), line(0, 1), { k: 2 })).toThrow(/k must be an integer from 1 to 1.*Got 2/);
    expect(() => precisionRecall(line(0, 1, Infinity), line(0, 1))).toThrow(/real must be finite\. Got Infinity in row 2/);
  });
});

describe('twoSampleTest', () => {
  test('is 1 for sets apart, 0 for copies, and takes the first of equally near ones', () => {
    expect(twoSampleTest(line(0, 1, 2), line(10, 11, 12)).accuracy).toBe(1);
    expect(twoSampleTest(line(0, 10, 20), line(0, 10, 20))).toMatchObject({ accuracy: 0, accuracyReal: 0, accuracyFake: 0 });
    expect([...twoSampleTest(line(0, 2), line(1, 1)).nearest]).toEqual([2, 2, 3, 2]);
  });

  test('is about a half for one distribution', () => {
    const { accuracy } = twoSampleTest(randomMatrix(400, 3, 'a'), randomMatrix(400, 3, 'b'));
    expect(Math.abs(accuracy - 0.5)).toBeLessThan(0.06);
  });
});

describe('nearestNeighbourAccuracy', () => {
  test('names a sample after its neighbour; a set tested on itself is right', () => {
    const train = { features: line(0, 1, 8, 9), labels: [0, 0, 1, 1] };
    expect(nearestNeighbourAccuracy(train, { features: line(2, 7, 3), labels: [0, 1, 1] })).toBeCloseTo(2 / 3, 12);
    expect(nearestNeighbourAccuracy(train, train)).toBe(1);
  });

  test('crosses blocks', () => {
    const x = randomMatrix(600, 2, 'x');
    expect([...nearestRows({ ...x }, x)]).toEqual(Array.from({ length: 600 }, (_, i) => i));
    expect(nearestRows(x, x).every((row, i) => row !== i)).toBe(true);
  });

  test('refuses labels that do not fit', () => {
    const train = { features: line(0, 1), labels: [0] };
    expect(() => nearestNeighbourAccuracy(train, train)).toThrow(/train labels must be one a sample, 2\. Got 1/);
    const odd = { features: line(0, 1), labels: [0, -1] };
    expect(() => nearestNeighbourAccuracy(odd, odd)).toThrow(/whole numbers from 0\. Got -1 of sample 1/);
  });
});
