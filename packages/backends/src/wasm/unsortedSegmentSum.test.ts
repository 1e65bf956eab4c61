import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

test('is that of cpu, ids outside the segments dropped', async () => {
  const cases = fc.record({
    ids: fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 1, maxLength: 12 }),
    rest: fc.constantFrom([], [1], [5], [3, 2], [2, 1, 3]),
    segments: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ ids, rest, segments, seed }) => {
      const inputs = [numbers([ids.length, ...rest], seed), { shape: [ids.length], values: new Int32Array(ids) }];
      await expectSame(inputs, (x, segmentIds) => tf.unsortedSegmentSum(x, segmentIds as Tensor1D, segments));
    }),
    { numRuns: 100, seed: 11 },
  );
});

test('one id a row', async () => {
  await tf.setBackend('wasm');
  expect(() => tf.unsortedSegmentSum(tf.ones([3, 2]), tf.tensor1d([0, 1], 'int32'), 2)).toThrow(
    'unsortedSegmentSum: expected segment ids [3], one for each row of x [3,2]. Got [2].',
  );
});

test('integers become float32', async () => {
  await tf.setBackend('wasm');
  const sums = tf.unsortedSegmentSum(tf.tensor1d([1, 2, 3], 'int32'), tf.tensor1d([1, 0, 1], 'int32'), 2);
  expect(sums.dtype).toBe('float32');
  expect([...(await sums.data())]).toEqual([2, 4]);
});
