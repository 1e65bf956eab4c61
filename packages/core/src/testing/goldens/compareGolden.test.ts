import { describe, expect, test } from '@jest/globals';
import { compareGolden } from './compareGolden';

const tolerance = { rtol: 1e-3, atol: 1e-6 };
const vector = (...data: number[]) => ({ shape: [data.length], data });

describe('compareGolden', () => {
  test('equal numbers are no error at all', () => {
    expect(compareGolden(vector(1, -2), vector(1, -2), tolerance)).toEqual({ passed: true, worst: 0 });
  });

  test('the bound is atol + rtol * max|stored| over the tensor, and the ratio is relative to it', () => {
    const stored = vector(0.001, -10);
    const limit = 1e-6 + 1e-3 * 10;
    const near = compareGolden(vector(0.001 + 0.5 * limit, -10), stored, tolerance);
    expect(near.passed).toBe(true);
    expect(near.worst).toBeCloseTo(0.5, 9);
    const far = compareGolden(vector(0.001 + 1.01 * limit, -10), stored, tolerance);
    expect(far.passed).toBe(false);
    expect(far.worst).toBeCloseTo(1.01, 9);
    expect(far.reason).toMatch(/index 0/);
  });

  test('only the stored side sets the bound', () => {
    expect(compareGolden(vector(1000), vector(0.5), tolerance).worst).toBeGreaterThan(1e5);
  });

  test('is done in float64', () => {
    expect(compareGolden(vector(1 + 1e-9), vector(1), { rtol: 0, atol: 1e-10 }).passed).toBe(false);
    expect(compareGolden(vector(1 + 1e-9), vector(1), { rtol: 0, atol: 1e-8 }).passed).toBe(true);
  });

  test.each([NaN, Infinity, -Infinity])('%p fails on either side', (value) => {
    expect(compareGolden(vector(1, value), vector(1, 2), tolerance)).toMatchObject({ passed: false, worst: Infinity });
    expect(compareGolden(vector(1, 2), vector(1, value), tolerance)).toMatchObject({ passed: false, worst: Infinity });
    expect(compareGolden(vector(1, value), vector(1, value), tolerance).passed).toBe(false);
  });

  test('another shape fails even if the numbers agree', () => {
    const wide = { shape: [1, 2], data: [1, 2] };
    expect(compareGolden(wide, vector(1, 2), tolerance)).toMatchObject({ passed: false, reason: 'has shape [1,2], stored is [2]' });
  });

  test('too few numbers for the shape fail', () => {
    expect(compareGolden({ shape: [2], data: [1] }, vector(1, 2), tolerance).passed).toBe(false);
  });

  test('without any tolerance an exact zero still passes', () => {
    expect(compareGolden(vector(0), vector(0), { rtol: 0, atol: 0 })).toEqual({ passed: true, worst: 0 });
    expect(compareGolden(vector(1e-30), vector(0), { rtol: 0, atol: 0 })).toMatchObject({ passed: false, worst: Infinity });
  });
});
