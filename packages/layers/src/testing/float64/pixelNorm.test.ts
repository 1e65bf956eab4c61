import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { pixelNorm } from './pixelNorm';

test('float64 pixelNorm gives each place the length √C', () => {
  const y = pixelNorm(array64([2, 2], [3, 4, 0, -1]));
  [3, 4, 0, -5].forEach((value, place) => expect(y.data[place]).toBeCloseTo((value * Math.SQRT2) / 5, 7));
});
