import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';
import { permute, transposeMatrix } from './permute';

beforeAll(bothBackends);

test.each([
  [3, 5],
  [256, 8],
  [256, 7],
  [130, 20],
  [136, 20],
  [1, 9],
])('transposeMatrix of %i x %i', async (rows, columns) => {
  await expectSame(
    [numbers([rows * columns], 1)],
    (x) => tf.tidy(() => tf.transpose(tf.reshape(x, [rows, columns]))),
    (x) => transposeMatrix(x, rows, columns),
  );
});

test('permute is tf.transpose', async () => {
  const cases = fc.integer({ min: 1, max: 6 }).chain((rank) =>
    fc.record({
      shape: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: rank, maxLength: rank }),
      order: fc.shuffledSubarray(
        Array.from({ length: rank }, (_, axis) => axis),
        { minLength: rank },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ({ shape, order }) => {
      await expectSame(
        [numbers(shape, 1)],
        (x) => tf.transpose(x, order),
        (x) => permute(x, order),
      );
    }),
    { numRuns: 150, seed: 12 },
  );
});

test('what is not moved is not copied', async () => {
  await tf.setBackend('wasm');
  const x = tf.ones([1, 4, 1, 3]);
  expect(permute(x, [1, 0, 2, 3]).dataId).toBe(x.dataId);
});
