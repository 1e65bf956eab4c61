import { expect, test } from '@jest/globals';
import { smoothPoints } from './smoothPoints';

test('averages the past with falling weights, from the first point on, and leaves gaps', () => {
  const smooth = smoothPoints(
    [
      [0, 4],
      [1, 1],
      [2, Number.NaN],
      [3, 7],
    ],
    0.5,
  );
  // (4/2 + 1)/ (1/2 + 1) = 2; (4/4 + 1/2 + 7) / (1/4 + 1/2 + 1) = 34/7.
  expect(smooth.map(([x]) => x)).toEqual([0, 1, 2, 3]);
  expect(smooth[0]?.[1]).toBe(4);
  expect(smooth[1]?.[1]).toBeCloseTo(2, 12);
  expect(smooth[2]?.[1]).toBeNaN();
  expect(smooth[3]?.[1]).toBeCloseTo(34 / 7, 12);
});
