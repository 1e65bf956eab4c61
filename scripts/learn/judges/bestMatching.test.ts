import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { bestMatching } from './bestMatching';

const sumOf = (values: readonly (readonly number[])[], columns: readonly number[]): number =>
  values.reduce((sum, row, i) => sum + row[columns[i]!]!, 0);

/** Every assignment of `rows` rows to columns of their own. */
const assignments = (rows: number, columns: number): readonly (readonly number[])[] =>
  rows === 0
    ? [[]]
    : assignments(rows - 1, columns).flatMap((some) =>
        Array.from({ length: columns }, (_, column) => column)
          .filter((column) => !some.includes(column))
          .map((column) => [...some, column]),
      );

test('takes what is worth most in all, not what is worth most first', () => {
  const values = [
    [9, 8],
    [8, 1],
  ];
  expect(bestMatching(values)).toEqual([1, 0]);
  expect(bestMatching([[3]])).toEqual([0]);
  expect(bestMatching([])).toEqual([]);
});

test.each([
  [1, 4],
  [3, 3],
  [4, 6],
  [6, 6],
])('is as good as the best of all assignments, %d x %d', async (rows, columns) => {
  const random = randomStream(rows);
  for (let round = 0; round < 30; round++) {
    // Whole numbers of few values: many ties.
    const drawn = random.uniform([rows, columns], { low: -3, high: round % 2 === 0 ? 3 : 40 });
    const numbers = Array.from(await drawn.data(), (value) => Math.floor(value));
    drawn.dispose();
    const values = Array.from({ length: rows }, (_, i) => numbers.slice(i * columns, (i + 1) * columns));
    const found = bestMatching(values);
    expect(new Set(found).size).toBe(rows);
    expect(sumOf(values, found)).toBe(Math.max(...assignments(rows, columns).map((some) => sumOf(values, some))));
  }
});
