import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDrawn } from './chartPoint';
import type { ChartPoint } from './chartPoint';
import { thinPoints } from './thinPoints';

const ys = (points: readonly ChartPoint[]): number[] => points.filter(isDrawn).map(([, y]) => y);

test('keeps short series as they are', () => {
  const points: ChartPoint[] = [
    [0, 1],
    [1, 2],
  ];
  expect(thinPoints(points)).toBe(points);
});

test('keeps the limit, the order, both ends, both extremes, and a gap if there is one', () => {
  const points = fc.array(
    fc.oneof({ weight: 9, arbitrary: fc.double({ noNaN: true, min: -1e9, max: 1e9 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
    {
      minLength: 31,
      maxLength: 500,
    },
  );
  fc.assert(
    fc.property(points, (values) => {
      const all = values.map((y, x): ChartPoint => [x, y]);
      const thinned = thinPoints(all, 30);
      const xs = thinned.map(([x]) => x);
      expect(thinned.length).toBeLessThanOrEqual(30);
      expect(xs).toEqual([...new Set(xs)].sort((a, b) => a - b));
      expect([xs.at(0), xs.at(-1)]).toEqual([0, all.length - 1]);
      expect([Math.min(...ys(thinned)), Math.max(...ys(thinned))]).toEqual([Math.min(...ys(all)), Math.max(...ys(all))]);
      expect(thinned.every(isDrawn)).toBe(all.every(isDrawn));
    }),
  );
});
