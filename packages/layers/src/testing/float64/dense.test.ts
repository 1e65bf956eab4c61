import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { dense } from './dense';

test('float64 dense multiplies from the left and adds the bias', () => {
  const kernel = array64([2, 3], [1, 2, 3, 4, 5, 6]);
  expect(dense(array64([2, 2], [1, 0, 1, 10]), kernel)).toEqual(array64([2, 3], [1, 2, 3, 41, 52, 63]));
  expect(dense(array64([1, 1, 2], [1, 1]), kernel, array64([3], [1, 0, -1]))).toEqual(array64([1, 1, 3], [6, 7, 8]));
});
