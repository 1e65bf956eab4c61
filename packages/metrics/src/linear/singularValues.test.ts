import { expect, test } from '@jest/globals';
import { largestDifference, product, randomMatrix } from '../../tests/randomMatrix';
import { transpose } from './matrix';
import { singularValues } from './singularValues';

test('are those of a diagonal, turned, the largest first', () => {
  const turn = (n: number) => ({
    rows: n,
    columns: n,
    data: Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0) - 2 / n),
  });
  const diagonal = { rows: 4, columns: 3, data: Float64Array.of(0, 3, 0, 5, 0, 0, 0, 0, 1e-9, 0, 0, 0) };
  const turned = product(product(turn(4), diagonal), turn(3));
  for (const a of [turned, transpose(turned)]) expect(largestDifference(singularValues(a), [5, 3, 1e-9])).toBeLessThan(1e-14);
});

test('of a symmetric positive semidefinite matrix are its eigenvalues, which sum to the trace', () => {
  const x = randomMatrix(20, 6);
  const gram = product(x, transpose(x));
  const trace = gram.data.reduce((sum, value, i) => (i % 21 === 0 ? sum + value : sum), 0);
  const values = singularValues(gram);
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 12);
  expect(values.subarray(6).every((value) => Math.abs(value) < 1e-13)).toBe(true);
});
