import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { instanceNorm } from './instanceNorm';

test('float64 instanceNorm takes the moments of each channel of each example', () => {
  const x = array64([2, 1, 2, 2], [1, 5, 3, 5, 0, 10, 20, 30]);
  expect(instanceNorm(x, 0).data.filter((value) => !Number.isNaN(value))).toEqual(Float64Array.of(-1, 1, -1, -1, 1, 1));
  expect(instanceNorm(array64([1, 1, 2, 1], [-1, 1]), 3).data).toEqual(Float64Array.of(-0.5, 0.5));
});
