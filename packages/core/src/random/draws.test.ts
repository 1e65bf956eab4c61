import { expect, test } from '@jest/globals';
import { fillNormal, integerBelow, uniform53, type Words } from './draws';
import { float32AtLeast, float32Below } from './float32Bounds';
import { hash128 } from './hash128';

const wordsOf = (...words: number[]): Words => ({ next: () => words.shift() ?? NaN });

test('uniform53 spans [0, 1) with 53 bits', () => {
  expect(uniform53(wordsOf(0, 0))).toBe(0);
  expect(uniform53(wordsOf(-1, -1))).toBe(1 - 2 ** -53);
  expect(uniform53(wordsOf(0, 64))).toBe(2 ** -53);
  expect(uniform53(wordsOf(2 ** 31, 0))).toBe(0.5);
});

test('integerBelow draws again where a remainder would be favoured', () => {
  // 2^32 = 3·1431655765 + 1: the largest word alone is drawn again.
  expect(integerBelow(wordsOf(-1, 0), 3)).toBe(0);
  expect(integerBelow(wordsOf(-2), 3)).toBe(2);
  expect(integerBelow(wordsOf(1431655764), 3)).toBe(0);
  expect(integerBelow(wordsOf(1431655765), 3)).toBe(1);
  expect(integerBelow(wordsOf(-1), 1)).toBe(0);
  expect(integerBelow(wordsOf(-1), 2 ** 32)).toBe(2 ** 32 - 1);
});

test('fillNormal is finite at the ends of the uniform range', () => {
  const values = new Float32Array(2);
  fillNormal(wordsOf(-1, -1, 0, 0), values, 0, 1, null);
  expect(values[0]).toBeCloseTo(Math.sqrt(2 * 53 * Math.LN2), 5);
  fillNormal(wordsOf(0, 0, 0, 0), values, 0, 1, null);
  expect(Math.abs(values[0] ?? NaN)).toBe(0);
});

test('float32 bounds of an interval', () => {
  expect([float32AtLeast(1), float32Below(1)]).toEqual([1, 1 - 2 ** -24]);
  expect(float32AtLeast(0.7)).toBeGreaterThanOrEqual(0.7);
  expect(float32AtLeast(-0.7)).toBeGreaterThanOrEqual(-0.7);
  expect(float32Below(0)).toBe(-(2 ** -149));
  expect(float32AtLeast(2 ** -160)).toBe(2 ** -149);
  for (const x of [0.1, -0.1, 1e-42, -1e-42, 3e38, -3e38, 16777217]) {
    expect(float32Below(x)).toBeLessThan(x);
    expect(Math.fround(float32Below(x))).toBe(float32Below(x));
    expect(float32AtLeast(x)).toBeGreaterThanOrEqual(x);
    expect(float32AtLeast(x) - float32Below(x)).toBeLessThanOrEqual(Math.max(Math.abs(x) * 2 ** -22, 2 ** -147));
  }
});

test('hash128 changes half of its bits with any change of the text', () => {
  const ones = (word: number): number => (word >>> 0).toString(2).replaceAll('0', '').length;
  const distance = (a: string, b: string): number => {
    const other = hash128(b);
    return hash128(a).reduce((sum, word, i) => sum + ones(word ^ (other[i] ?? 0)), 0);
  };
  let total = 0;
  for (let i = 0; i < 500; i++) {
    const bits = distance(`[${i}]`, `[${i + 1}]`);
    expect(bits).toBeGreaterThan(30);
    total += bits;
  }
  expect(total / 500 / 128).toBeCloseTo(0.5, 2);
  expect(distance('', '\0')).toBeGreaterThan(30);
});
