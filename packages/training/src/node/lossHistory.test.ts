import { expect, test } from '@jest/globals';
import { lossHistory } from './lossHistory';

test('lossHistory keeps all points while there is room', () => {
  const history = lossHistory(4);
  for (const n of [1, 2, 3, 4]) history.add(n * 10, { d: { a: n, ...(n > 2 ? { late: -n } : {}) } });
  expect(history.series()).toEqual([
    {
      name: 'd/a',
      points: [
        [10, 1],
        [20, 2],
        [30, 3],
        [40, 4],
      ],
    },
    {
      name: 'd/late',
      points: [
        [30, -3],
        [40, -4],
      ],
    },
  ]);
});

test('lossHistory joins neighbours to their mean when it is full, and stays bounded', () => {
  const history = lossHistory(4);
  for (let n = 1; n <= 6; n++) history.add(n, { d: { a: n } });
  expect(history.series()[0]!.points).toEqual([
    [2, 1.5],
    [4, 3.5],
    [6, 5.5],
  ]);
  const long = lossHistory(10);
  for (let n = 1; n <= 1000; n++) long.add(n, { d: { a: 1 } });
  const { points } = long.series()[0]!;
  expect(points.length).toBeLessThanOrEqual(10);
  expect(points.every(([, loss]) => loss === 1)).toBe(true);
  expect(points.at(-1)![0]).toBe(1000);
});
