import { expect, test } from '@jest/globals';
import { pairAccuracy } from './pairAccuracy';

test.each([
  [[2, 3], [0, 1], 1],
  [[0, 1], [2, 3], 0],
  [[1, 1], [1, 1], 0.5],
  [[2, 1], [0, 1], 0.875],
  [[0.5], [0, 1], 0.5],
])('reals %j, fakes %j: %d', (real, fake, accuracy) => {
  expect(pairAccuracy(real, fake)).toBe(accuracy);
  expect(pairAccuracy(Float32Array.from(fake), Float32Array.from(real))).toBe(1 - accuracy);
});
