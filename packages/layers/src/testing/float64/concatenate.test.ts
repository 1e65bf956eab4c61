import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { concatenate } from './concatenate';

test('float64 concatenate joins the channels of each pixel', () => {
  const [a, b] = [array64([1, 1, 2, 1], [1, 2]), array64([1, 1, 2, 2], [10, 20, 30, 40])];
  expect(concatenate(a, b)).toEqual(array64([1, 1, 2, 3], [1, 10, 20, 2, 30, 40]));
  expect(() => concatenate(a, array64([1, 2, 1, 1], [1, 2]))).toThrow('must have the same size');
});
