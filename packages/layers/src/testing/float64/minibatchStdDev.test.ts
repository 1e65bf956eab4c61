import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { minibatchStdDev } from './minibatchStdDev';

test('float64 minibatchStdDev compares the images n, n + N/G, …', () => {
  const y = minibatchStdDev(array64([4, 1, 1, 2], [0, 0, 5, 5, 2, 4, 5, 7]), 2, 0);
  // Images 0 and 2 deviate by 1 and 2, images 1 and 3 by 0 and 1.
  expect([...y.data]).toEqual([0, 0, 1.5, 5, 5, 0.5, 2, 4, 1.5, 5, 7, 0.5]);
});
