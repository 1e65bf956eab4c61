import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { infoganConfig } from './config';
import { infogan } from './infogan';
import { type Traversal, traversalLatents } from './traversal';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

// Columns: noise 0 and 1, three categories 2 to 4, two 5 and 6, continuous 7 and 8.
const tiny = { resolution: 8, noiseSize: 2, categories: [3, 2], continuous: 2, width: 2, hiddenUnits: 6, codeUnits: 5 };
const rowsOf = (traversal: Traversal): number[][] => {
  const latents: Tensor2D = traversalLatents(infoganConfig(tiny), traversal, randomStream(1));
  const rows = latents.arraySync();
  latents.dispose();
  return rows;
};
const without = (row: readonly number[] | undefined, ...columns: number[]): number[] => (row ?? []).filter((_, i) => !columns.includes(i));

describe('traverse', () => {
  test('along a continuous code: a row for each category, from -2 to 2, all else the same in a row', () => {
    const rows = rowsOf({ along: 'continuous', code: 1, columns: 5 });
    expect(rows).toHaveLength(15);
    rows.forEach((row, i) => {
      expect(row[8]).toBe((i % 5) - 2);
      expect(row.slice(2, 5)).toEqual([0, 1, 2].map((category) => Number(category === Math.floor(i / 5))));
      expect(without(row, 8)).toEqual(without(rows[i - (i % 5)], 8));
    });
    expect(without(rows[0], 2, 3, 8)).not.toEqual(without(rows[5], 2, 3, 8));
  });

  test('along a categorical code: its categories, all else the same in a row', () => {
    const rows = rowsOf({ along: 'categories', code: 1, rows: 3 });
    expect(rows).toHaveLength(6);
    rows.forEach((row, i) => {
      expect(row.slice(5, 7)).toEqual(i % 2 === 0 ? [1, 0] : [0, 1]);
      expect(without(row, 5, 6)).toEqual(without(rows[i - (i % 2)], 5, 6));
    });
  });

  test('defaults: ten images a row; a range of its own', () => {
    expect(rowsOf({ along: 'continuous' })).toHaveLength(30);
    expect(rowsOf({ along: 'categories' })).toHaveLength(30);
    expect(rowsOf({ along: 'continuous', columns: 2, rows: 1, range: [0, 1] }).map((row) => row[7])).toEqual([0, 1]);
    expect(rowsOf({ along: 'continuous', columns: 1, rows: 4 }).map((row) => row.slice(2, 5).indexOf(1))).toEqual([0, 1, 2, 0]);
  });

  test('draws images, and keeps nothing', () => {
    const system = infogan(tiny);
    const { numTensors } = tf.memory();
    const grid = system.traverse({ along: 'continuous', columns: 4 }, { random: randomStream(2) });
    expect(grid.shape).toEqual([12, 8, 8, 1]);
    grid.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
    system.dispose();
  });

  test.each([
    [{ along: 'sideways' }, "along must be 'categories' or 'continuous'"],
    [{ along: 'continuous', code: 2 }, "code must be a whole number below 2, which is how many codes there are along 'continuous'. Got 2."],
    [{ along: 'categories', code: -1 }, 'Got -1.'],
    [{ along: 'continuous', columns: 0 }, 'columns must be an integer >= 1. Got 0.'],
    [{ along: 'continuous', rows: 0 }, 'rows must be an integer >= 1. Got 0.'],
    [{ along: 'continuous', range: [0, NaN] }, 'range must be two finite numbers.'],
  ])('refuses %j', (traversal, message) => {
    expect(() => rowsOf(traversal as Traversal)).toThrow(message);
  });
});
