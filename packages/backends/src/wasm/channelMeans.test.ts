import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

// Both sides of the greatest number of channels.
const shapes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const wide = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 3, 300, 8192, 8193, 30_000))
  .map(([rows, channels]) => [rows, channels]);

test('Mean and Sum are those of cpu over all axes, leading axes and others', async () => {
  const cases = fc.oneof(shapes, wide).chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      axes: shape.length === 2 ? fc.constant<number[]>([0]) : fc.subarray([...shape.keys()], { minLength: 1 }),
      keep: fc.boolean(),
      seed: fc.integer({ min: 0, max: 1e6 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ({ shape, axes, keep, seed }) => {
      await expectSame([numbers(shape, seed)], (x) => tf.tidy(() => tf.mean(tf.add(x, 3), axes, keep)));
      await expectSame([numbers(shape, seed)], (x) => tf.tidy(() => tf.sum(tf.add(x, 3), axes, keep)));
    }),
    { numRuns: 100, seed: 12 },
  );
});

test('integers stay with the stock kernels', async () => {
  await tf.setBackend('wasm');
  const sums = tf.sum(tf.ones([20, 2], 'int32'), 0);
  expect(sums.dtype).toBe('int32');
  expect([...(await sums.data())]).toEqual([20, 20]);
});

test('leaks nothing', async () => {
  await tf.setBackend('wasm');
  const x = tf.ones([4, 5, 6, 3]);
  const before = tf.memory();
  tf.dispose([tf.mean(x, [0, 1, 2]), tf.sum(x, [0, 1])]);
  expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
});
