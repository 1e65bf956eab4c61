import { describe, expect, test } from '@jest/globals';
import { featureRows } from '../features/features';
import { modeCoverage } from './modeCoverage';
import { stackedModes } from './stackedModes';

const centres = featureRows(Float64Array.of(0, 0, 10, 0, 0, 10), 2);

describe('modeCoverage', () => {
  test('counts what lies within three deviations, its edge too', () => {
    const samples = featureRows(Float64Array.of(0, 3, 0, 3.1, 10, 1, 10, -2, 40, 40), 2);
    const result = modeCoverage(samples, centres, { sigma: 1 });
    expect(result).toMatchObject({ modes: 2, highQuality: 0.6 });
    expect([...result.counts]).toEqual([1, 2, 0]);
    expect([...result.allCounts]).toEqual([2, 3, 0]);
    expect(result.divergence).toBeCloseTo((1 / 3) * Math.log(1) + (2 / 3) * Math.log(2), 12);
    expect(modeCoverage(samples, centres, { sigma: 1, least: 2 }).modes).toBe(1);
    expect(modeCoverage(samples, centres, { sigma: 1e-6 }).divergence).toBeNaN();
  });

  test('refuses widths and points that do not fit', () => {
    expect(() => modeCoverage(centres, centres, { sigma: 0 })).toThrow(/sigma and deviations must be above 0/);
    expect(() => modeCoverage(featureRows(Float64Array.of(1), 1), centres, { sigma: 1 })).toThrow(/as many columns\. Got 1 and 2/);
  });
});

describe('stackedModes', () => {
  test('counts combinations', () => {
    const result = stackedModes([1, 2, 3, 1, 2, 3, 9, 9, 9, 0, 0, 0]);
    expect([result.modes, result.counts[123], result.counts[999], result.counts[0]]).toEqual([3, 2, 1, 1]);
    expect(result.divergence).toBeCloseTo(0.5 * Math.log(500) + 0.5 * Math.log(250), 12);
    const even = stackedModes([0, 0, 0, 1, 1, 0, 1, 1], { classes: 2, channels: 2 });
    expect([even.modes, even.divergence]).toEqual([4, 0]);
  });

  test('refuses parts of rows and classes that there are not', () => {
    expect(() => stackedModes([1, 2])).toThrow(/rows of 3 classes\. Got 2 numbers/);
    expect(() => stackedModes([1, 2, 10])).toThrow(/from 0 to 9\. Got 10/);
  });
});
