import { describe, expect, test } from '@jest/globals';
import { checkFeaturePair, checkFeatureRows } from './checkFeatureRows';
import { featureRows } from './features';
import { keptRows } from './keptRows';

describe('featureRows', () => {
  test('cuts numbers into rows and copies nothing', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(featureRows(data, 3)).toEqual({ rows: 2, columns: 3, data });
    expect(featureRows(data, 3).data).toBe(data);
  });

  test('refuses what makes no rows', () => {
    expect(() => featureRows(new Float32Array(5), 3)).toThrow('featureRows: expected whole rows of 3 numbers. Got 5 numbers.');
    expect(() => featureRows(new Float32Array(0), 0)).toThrow(/columns must be a positive integer\. Got 0/);
  });
});

test('features say what is wrong with them', () => {
  const two = featureRows(Float32Array.of(1, 2), 1);
  expect(() => checkFeatureRows('kid', 'x', { ...two, rows: 3 })).toThrow(/x must be rows of numbers.*Got 3 rows, 1 columns and 2 numbers/);
  expect(() => checkFeatureRows('kid', 'x', two, 3)).toThrow('kid: x must have at least 3 rows, one a sample. Got 2. Add images.');
  expect(() => checkFeatureRows('kid', 'x', featureRows(Float32Array.of(1, NaN), 1))).toThrow(
    /x must be finite\. Got NaN in row 1, column 0/,
  );
  expect(() => checkFeaturePair('kid', two, featureRows(Float32Array.of(1, 2), 2))).toThrow(/as many columns\. Got 1 and 2/);
});

describe('keptRows', () => {
  const numbered = (from: number, count: number) =>
    featureRows(
      Float32Array.from({ length: count }, (_, i) => from + i),
      1,
    );

  test('keeps all rows in order while there is room', () => {
    const kept = keptRows('test', 10, 0);
    kept.add(numbered(0, 3));
    kept.add(numbered(3, 7));
    expect([...kept.rows().data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('then keeps each row equally likely, the same by the same seed, in bounded memory', () => {
    let sum = 0;
    for (let seed = 0; seed < 200; seed++) {
      const kept = keptRows('test', 10, seed);
      for (let i = 0; i < 10; i++) kept.add(numbered(10 * i, 10));
      const { rows, data } = kept.rows();
      expect([rows, kept.count, data.buffer.byteLength, new Set(data).size]).toEqual([10, 100, 40, 10]);
      sum += Array.from(data).reduce((total, value) => total + value, 0) / 2000;
      const first = [...data];
      kept.clear();
      kept.add(numbered(0, 100));
      expect([...kept.rows().data]).toEqual(first);
    }
    expect(Math.abs(sum - 49.5)).toBeLessThan(3); // deviation 0.65
  });

  test('refuses other columns, and to be asked for nothing', () => {
    const kept = keptRows('test', 10, 0);
    expect(() => kept.rows()).toThrow(/expected samples of both sets\. Got none of one/);
    kept.add(numbered(0, 2));
    expect(() => kept.add(featureRows(new Float32Array(4), 2))).toThrow(/every batch must have as many columns, 1\. Got 2/);
    expect(() => keptRows('test', 0, 0)).toThrow(/most must be a positive integer/);
  });
});
