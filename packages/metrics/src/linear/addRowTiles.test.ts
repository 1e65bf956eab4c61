import { describe, expect, test } from '@jest/globals';
import { largestDifference, randomMatrix } from '../../tests/randomMatrix';
import { addRowDistances } from './addRowDistances';
import { addRowProducts } from './addRowProducts';
import type { Block } from './block';
import type { Matrix } from './matrix';
import { openTileModule, tileModule } from './tileModule';

const blockOf = ({ data, columns }: Matrix, row = 0): Block => ({ data, start: row * columns, stride: columns });

const kinds = { product: (x: number, y: number) => x * y, distance: (x: number, y: number) => (x - y) ** 2 } as const;
type Kind = keyof typeof kinds;

/** All pairs of rows by definition. */
const expected = (a: Matrix, b: Matrix, kind: Kind): Float64Array =>
  Float64Array.from({ length: a.rows * b.rows }, (_, at) => {
    const [i, j] = [Math.floor(at / b.rows) * a.columns, (at % b.rows) * a.columns];
    let sum = 0;
    for (let k = 0; k < a.columns; k++) sum += kinds[kind](a.data[i + k]!, b.data[j + k]!);
    return sum;
  });

const computed = (a: Matrix, b: Matrix, kind: Kind, tiles = tileModule()): Float64Array => {
  const data = new Float64Array(a.rows * b.rows);
  const shape = { rowsA: a.rows, rowsB: b.rows, length: a.columns };
  const c = { data, start: 0, stride: b.rows };
  if (kind === 'distance') addRowDistances(c, blockOf(a), blockOf(b), shape, tiles);
  else addRowProducts(c, blockOf(a), blockOf(b), { ...shape, sign: 1 }, tiles);
  return data;
};

const sizes = [
  [1, 1, 1],
  [3, 3, 2],
  [4, 5, 7],
  [7, 3, 256],
  [2, 8, 257],
  [5, 4, 1023],
  [0, 3, 4],
] as const;

describe('sums over pairs of rows', () => {
  test.each(sizes)('of %i and %i rows of %i numbers are those of the definition, with WebAssembly and without', (m, n, d) => {
    const [a, b] = [randomMatrix(m, d, 'a'), randomMatrix(n, d, 'b')];
    for (const kind of ['product', 'distance'] as const) {
      for (const tiles of [openTileModule(), null]) {
        expect(largestDifference(computed(a, b, kind, tiles), expected(a, b, kind))).toBeLessThan(1e-13 * d + 1e-14);
      }
    }
  });

  test('are added with a sign to what is there, and nothing beside them is touched', () => {
    const [a, b] = [randomMatrix(4, 9, 'a'), randomMatrix(5, 9, 'b')];
    const results = [openTileModule(), null].map((tiles) => {
      const data = new Float64Array(6 * 8).fill(1);
      addRowProducts({ data, start: 9, stride: 8 }, blockOf(a), blockOf(b), { rowsA: 4, rowsB: 5, length: 9, sign: -1 }, tiles);
      return data;
    });
    const products = expected(a, b, 'product');
    results[0]!.forEach((value, at) => {
      const [i, j] = [Math.floor(at / 8) - 1, (at % 8) - 1];
      const inside = i >= 0 && i < 4 && j >= 0 && j < 5;
      expect(value).toBeCloseTo(inside ? 1 - products[i * 5 + j]! : 1, 12);
    });
    expect(largestDifference(results[0]!, results[1]!)).toBeLessThan(1e-12);
  });

  test('of a pair are the same to the last bit wherever it stands, and 0 for equal rows', () => {
    const x = randomMatrix(11, 700);
    const whole = computed(x, x, 'distance');
    for (let i = 0; i < 11; i++) {
      expect(whole[12 * i]).toBe(0);
      const row = { rows: 1, columns: 700, data: x.data.slice(700 * i, 700 * (i + 1)) };
      expect(computed(row, x, 'distance')).toEqual(whole.slice(11 * i, 11 * (i + 1)));
      expect(computed(x, row, 'distance')).toEqual(whole.slice(11 * i, 11 * (i + 1)));
    }
  });
});

test('a host without vectors in WebAssembly has no module', () => {
  const own = globalThis.WebAssembly;
  try {
    Object.assign(globalThis, { WebAssembly: undefined });
    expect(openTileModule()).toBeNull();
  } finally {
    Object.assign(globalThis, { WebAssembly: own });
  }
  expect(openTileModule()).not.toBeNull();
});
