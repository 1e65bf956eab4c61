import { expect, test } from '@jest/globals';
import { matrixIndices } from './matrixIndices';

test('axes of one are repeated, missing ones too', () => {
  expect(matrixIndices([2, 1], [2, 3])).toEqual([0, 0, 0, 1, 1, 1]);
  expect(matrixIndices([1, 3], [2, 3])).toEqual([0, 1, 2, 0, 1, 2]);
  expect(matrixIndices([3], [2, 3])).toEqual([0, 1, 2, 0, 1, 2]);
  expect(matrixIndices([2, 1, 2], [2, 2, 2])).toEqual([0, 1, 0, 1, 2, 3, 2, 3]);
  expect(matrixIndices([], [2])).toEqual([0, 0]);
  expect(matrixIndices([], [])).toEqual([0]);
});
