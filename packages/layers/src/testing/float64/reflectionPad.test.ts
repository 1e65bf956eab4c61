import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { reflectionPad } from './reflectionPad';

test('float64 reflectionPad does not repeat the border', () => {
  const padded = reflectionPad(array64([1, 3, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]), 2);
  expect(padded.shape).toEqual([1, 7, 7, 1]);
  expect([...padded.data].slice(0, 14)).toEqual([9, 8, 7, 8, 9, 8, 7, 6, 5, 4, 5, 6, 5, 4]);
});
