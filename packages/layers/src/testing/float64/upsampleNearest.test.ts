import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { upsampleNearest } from './upsampleNearest';

test('float64 upsampleNearest repeats rows and columns', () => {
  expect(upsampleNearest(array64([1, 1, 2, 2], [1, 2, 3, 4]))).toEqual(
    array64([1, 2, 4, 2], [1, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2, 3, 4, 3, 4]),
  );
});
