import { describe, expect, test } from '@jest/globals';
import { largestDifference, product, randomMatrix } from '../../tests/randomMatrix';
import { transpose } from './matrix';
import { multiplyTransposed } from './multiplyTransposed';

describe('multiplyTransposed', () => {
  test.each([
    [1, 1, 1],
    [3, 3, 3],
    [4, 5, 7],
    [2, 9, 600],
    [10, 4, 513],
    [0, 3, 5],
  ])('[%i, d] times [%i, d]^T with d = %i is the product by definition', (m, n, d) => {
    const [a, b] = [randomMatrix(m, d, 'a'), randomMatrix(n, d, 'b')];
    expect(largestDifference(multiplyTransposed(a, b).data, product(a, transpose(b)).data)).toBeLessThan(1e-12);
  });

  test('skips the zeros of upper triangles without a change of the result', () => {
    const upper = (name: string) => {
      const matrix = randomMatrix(300, 300, name);
      for (let i = 0; i < 300; i++) matrix.data.fill(0, i * 300, i * 301);
      return matrix;
    };
    const [a, b] = [upper('a'), upper('b')];
    const full = multiplyTransposed(a, b);
    expect(largestDifference(multiplyTransposed({ ...a, upper: true }, { ...b, upper: true }).data, full.data)).toBe(0);
  });
});
