import { describe, expect, test } from '@jest/globals';
import { array64 } from './array64';
import { averagePool } from './averagePool';

describe('float64 averagePool', () => {
  test('takes the mean of each window', () => {
    expect(averagePool(array64([1, 2, 4, 1], [1, 2, 10, 20, 3, 4, 30, 40]))).toEqual(array64([1, 1, 2, 1], [2.5, 25]));
  });

  test('windows may overlap; what lies beyond the border does not count', () => {
    const x = array64([1, 3, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(averagePool(x, 3, { stride: 2, padding: 1 })).toEqual(array64([1, 2, 2, 1], [3, 4, 6, 7]));
  });
});
