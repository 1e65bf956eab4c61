import { expect, test } from '@jest/globals';
import { add } from './add';
import { array64 } from './array64';

test('float64 add repeats what has fewer axes', () => {
  const a = array64([2, 2], [1, 2, 3, 4]);
  expect(add(a, a)).toEqual(array64([2, 2], [2, 4, 6, 8]));
  expect(add(a, array64([2], [10, 20]))).toEqual(array64([2, 2], [11, 22, 13, 24]));
  expect(() => add(a, array64([3], [1, 2, 3]))).toThrow('[3] must end [2, 2]');
});
