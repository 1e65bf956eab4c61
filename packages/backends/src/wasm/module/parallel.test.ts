import { expect, test } from '@jest/globals';
import { rangeLength } from './parallel';

const two = { threads: 2, shortest: 15_000 };

test('nothing small is cut', () => {
  expect(rangeLength(two, { count: 100, nanoseconds: 299 })).toBe(100);
  expect(rangeLength(two, { count: 100, nanoseconds: 300 })).toBe(50);
  expect(rangeLength({ ...two, threads: 1 }, { count: 100, nanoseconds: 1e6 })).toBe(100);
});

test('a few ranges a thread, which begin at multiples', () => {
  expect(rangeLength(two, { count: 1000, nanoseconds: 1e6 })).toBe(125);
  expect(rangeLength(two, { count: 1000, nanoseconds: 1e6, multiple: 64 })).toBe(128);
  expect(rangeLength(two, { count: 1000, nanoseconds: 1e6, pieces: 1 })).toBe(500);
  expect(rangeLength(two, { count: 3, nanoseconds: 1e6, multiple: 4 })).toBe(3);
});

test('none is longer than it may be, on any number of threads', () => {
  expect(rangeLength(undefined, { count: 1000, nanoseconds: 1 })).toBe(1000);
  expect(rangeLength(undefined, { count: 1000, nanoseconds: 1, most: 300 })).toBe(300);
  expect(rangeLength(two, { count: 1000, nanoseconds: 1e6, most: 100 })).toBe(100);
  expect(rangeLength(two, { count: 1000, nanoseconds: 1e6, most: 300 })).toBe(125);
});
