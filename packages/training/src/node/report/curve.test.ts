import { expect, test } from '@jest/globals';
import { curve } from './curve';

test('a curve keeps every value while there is room', () => {
  const points = curve(4);
  for (const value of [3, 1, 2]) points.add(10 * value, value);
  expect(points.points()).toEqual([
    [30, 3, 3, 3],
    [10, 1, 1, 1],
    [20, 2, 2, 2],
  ]);
});

test('a full curve joins neighbours: means, and the lowest and highest stay', () => {
  const points = curve(4);
  for (const [index, value] of [1, 3, 5, 7, 100, 0].entries()) points.add(index + 1, value);
  expect(points.points()).toEqual([
    [2, 2, 1, 3],
    [4, 6, 5, 7],
    [6, 50, 0, 100],
  ]);
  for (let index = 0; index < 10_000; index++) points.add(index, 1);
  expect(points.points().length).toBeLessThanOrEqual(4);
  expect(Math.max(...points.points().map(([, , , high]) => high))).toBe(100);
});
