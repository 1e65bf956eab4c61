import { describe, expect, test } from '@jest/globals';
import { randomMatrix } from '../../tests/randomMatrix';
import { takeRows } from '../features/drawRows';
import { featureRows, type Features } from '../features/features';
import { cmmd } from './cmmd';
import { kernelInceptionDistance, polynomialMmd } from './kernelInceptionDistance';
import { vendiScore } from './vendiScore';

const line = (...values: number[]): Features => featureRows(Float64Array.from(values), 1);
const reversed = ({ rows, columns, data }: Features): Features => ({
  rows,
  columns,
  data: Float64Array.from(data, (_, i) => data[(rows - 1 - Math.floor(i / columns)) * columns + (i % columns)]!),
});

describe('kernelInceptionDistance', () => {
  test('has the value of hand for two and two numbers', () => {
    // Kernel (a b + 1)^3: x x' = (0 * 1 + 1)^3 = 1, y y' = (2 * 3 + 1)^3 = 343, x y: 1, 1, 27, 64.
    const { unbiased, biased } = polynomialMmd(line(0, 1), line(2, 3));
    expect(unbiased).toBe(1 + 343 - (2 * (1 + 1 + 27 + 64)) / 4);
    expect(biased).toBe((1 + 2 + 8) / 4 + (125 + 2 * 343 + 1000) / 4 - (2 * 93) / 4);
  });

  test('is about 0 for two halves of one set, and far above it beside a moved set', () => {
    const [x, y] = [randomMatrix(400, 8, 'x'), randomMatrix(300, 8, 'y')];
    const near = kernelInceptionDistance(x, y, { subsets: 20, subsetSize: 150 });
    expect(Math.abs(near.mean)).toBeLessThan(0.01);
    const far = kernelInceptionDistance(x, { ...y, data: y.data.map((value) => value + 0.5) }, { subsets: 20, subsetSize: 150 });
    expect(far.mean).toBeGreaterThan(20 * Math.abs(near.mean));
    expect(far.deviation).toBeGreaterThan(0);
    expect(kernelInceptionDistance(x, y, { subsets: 20, subsetSize: 150 })).toEqual(near);
    expect(kernelInceptionDistance(x, y, { subsets: 20, subsetSize: 150, seed: 1 }).mean).not.toBe(near.mean);
  });

  test('of whole sets does not depend on the order', () => {
    const [x, y] = [randomMatrix(250, 4, 'x'), randomMatrix(260, 4, 'y')];
    expect(polynomialMmd(reversed(x), y).unbiased).toBeCloseTo(polynomialMmd(x, y).unbiased, 12);
    expect(polynomialMmd(y, x).biased).toBeCloseTo(polynomialMmd(x, y).biased, 12);
    expect(Math.abs(polynomialMmd(x, x).biased)).toBeLessThan(1e-12);
  });

  test('is the same from all pairs as of the subsets themselves', () => {
    const [x, y] = [randomMatrix(300, 3, 'x'), randomMatrix(260, 3, 'y')];
    // A row that comes twice is in two places.
    const some = Array.from({ length: 40 }, (_, s) => ({
      x: Array.from({ length: 90 }, (_, i) => (7 * i * i + 41 * s) % 300),
      y: Array.from({ length: 50 }, (_, i) => (11 * i * i + 17 * s) % 260),
    }));
    const direct = some.map((rows) => polynomialMmd(takeRows(x, rows.x), takeRows(y, rows.y), { degree: 2 }).unbiased);
    const together = kernelInceptionDistance(x, y, { subsets: some, degree: 2 }).perSubset;
    together.forEach((value, s) => expect(value).toBeCloseTo(direct[s]!, 12));
    // One alone is fewer pairs.
    expect(kernelInceptionDistance(x, y, { subsets: some.slice(0, 1), degree: 2 }).mean).toBeCloseTo(direct[0]!, 12);
    expect(() => kernelInceptionDistance(x, { ...y, data: y.data.map(() => 1e120) }, { subsets: some })).toThrow(/kernel must be finite/);
  });

  test('refuses what does not fit', () => {
    const [x, y] = [line(1, 2, 3), line(1, 2)];
    expect(() => kernelInceptionDistance(x, line(1))).toThrow(/y must have at least 2 rows/);
    expect(() => kernelInceptionDistance(x, y, { subsetSize: 3 })).toThrow(/subsetSize must be an integer from 2 to 2.*Got 3/);
    expect(() => kernelInceptionDistance(x, y, { subsets: 0 })).toThrow(/subsets must be a positive integer/);
    expect(() => kernelInceptionDistance(x, y, { subsets: [{ x: [0, 1], y: [0, 2] }] })).toThrow(/rows of y must be .* 0 to 1\. Got 2/);
    expect(() => kernelInceptionDistance(x, y, { seed: -1 })).toThrow(/seed must be a whole number from 0/);
    expect(() => kernelInceptionDistance(x, y, { degree: NaN })).toThrow(/degree must be a finite number above 0\. Got NaN/);
    expect(() => polynomialMmd(x, y, { coefficient: -1 })).toThrow(/coefficient must be a finite number from 0\. Got -1/);
  });
});

describe('cmmd', () => {
  test('is 2 (1 - k) for single points, and does not change when both move', () => {
    const k = Math.exp(-9 / (2 * 25));
    expect(cmmd(line(0), line(3), { sigma: 5, scale: 1 }).biased).toBeCloseTo(2 - 2 * k, 14);
    const [x, y] = [randomMatrix(20, 3, 'x'), randomMatrix(30, 3, 'y')];
    const moved = (set: Features): Features => ({ ...set, data: Float64Array.from(set.data, (value) => value + 7) });
    expect(cmmd(moved(x), moved(y), { sigma: 1 }).unbiased).toBeCloseTo(cmmd(x, y, { sigma: 1 }).unbiased, 9);
    expect(cmmd(x, x).biased).toBeCloseTo(0, 9);
  });

  test('refuses a width of 0', () => expect(() => cmmd(line(0), line(1), { sigma: 0 })).toThrow(/sigma must be .* above 0\. Got 0/));
});

describe('vendiScore', () => {
  test('counts different samples', () => {
    const square = featureRows(Float64Array.of(1, 0, 0, 1, -1, 0, 0, 2), 2);
    expect(vendiScore(featureRows(Float64Array.of(1, 0, 2, 0, 5, 0), 2)).score).toBeCloseTo(1, 12);
    expect(vendiScore(square).score).toBeCloseTo(2, 12); // opposite directions are one to a cosine that is squared away
    expect(vendiScore(featureRows(Float64Array.of(0, 100, 200), 1), { kernel: { sigma: 1 } }).score).toBeCloseTo(3, 12);
    expect(vendiScore(featureRows(Float64Array.of(0, 0, 200), 1), { kernel: { sigma: 1 }, order: 0 }).score).toBeCloseTo(2, 12);
  });

  test('has as many eigenvalues as samples, which sum to 1', () => {
    for (const kernel of ['cosine', { sigma: 0.5 }] as const) {
      const { eigenvalues } = vendiScore(randomMatrix(30, 4), { kernel });
      expect(eigenvalues).toHaveLength(30);
      expect(eigenvalues.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    }
  });

  test('refuses a row of zeros', () => {
    expect(() => vendiScore(featureRows(new Float64Array(4), 2))).toThrow(/row of zeros has no direction\. Got one in row 0 of x/);
    expect(() => vendiScore(line(1), { order: -1 })).toThrow(/order must be/);
  });
});
