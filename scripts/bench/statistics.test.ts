import { expect, test } from '@jest/globals';
import { median, summary } from './statistics';

test('the median of numbers in any order', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('a summary is in seconds, to hundredths of a millisecond', () => {
  expect(summary([0.2, 0.1234567, 0.9])).toEqual({ median_s: 0.2, min_s: 0.12346, max_s: 0.9 });
});
