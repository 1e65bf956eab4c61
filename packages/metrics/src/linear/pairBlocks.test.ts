import { describe, expect, test } from '@jest/globals';
import { randomMatrix } from '../../tests/randomMatrix';
import type { Features } from '../features/features';
import { forEachPairBlock, type PairValue } from './pairBlocks';

const valueOf = (x: Features, y: Features, i: number, j: number, kind: PairValue): number => {
  let sum = 0;
  for (let k = 0; k < x.columns; k++) {
    const [a, b] = [x.data[i * x.columns + k]!, y.data[j * x.columns + k]!];
    sum += kind === 'product' ? a * b : (a - b) ** 2;
  }
  return sum;
};

describe('forEachPairBlock', () => {
  test.each<[PairValue, number, number]>([
    ['product', 1, 1],
    ['squaredDistance', 4, 5],
    ['product', 241, 250],
    ['squaredDistance', 482, 241],
  ])('has the %s of every pair of %i and %i rows once, in blocks of bounded size', (kind, m, n) => {
    const [x, y] = [randomMatrix(m, 3, 'x'), randomMatrix(n, 3, 'y')];
    const seen = new Uint8Array(m * n);
    let error = 0;
    forEachPairBlock(x, { ...y, data: Float32Array.from(y.data) }, kind, ({ top, left, rows, columns, values }) => {
      expect(values.length).toBe(rows * columns);
      expect(values.length).toBeLessThanOrEqual(240 * 240);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          seen[(top + i) * n + left + j]! += 1;
          error = Math.max(error, Math.abs(values[i * columns + j]! - valueOf(x, y, top + i, left + j, kind)));
        }
      }
    });
    expect(seen.every((times) => times === 1)).toBe(true);
    expect(error).toBeLessThan(1e-6);
  });

  test('visits the upper half where both are one, and equal rows are at distance 0', () => {
    const x = randomMatrix(500, 2);
    const blocks: string[] = [];
    forEachPairBlock(x, x, 'squaredDistance', ({ top, left, rows, columns, values }) => {
      blocks.push(`${top},${left}`);
      if (top === left) for (let i = 0; i < rows; i++) expect(values[i * columns + i]).toBe(0);
    });
    expect(blocks).toEqual(['0,0', '0,240', '0,480', '240,240', '240,480', '480,480']);
  });
});
