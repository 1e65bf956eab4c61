import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

test('is that of cpu, whatever the window', async () => {
  const cases = fc.record({
    shape: fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 3, max: 8 }),
      fc.integer({ min: 3, max: 8 }),
      fc.integer({ min: 1, max: 4 }),
    ),
    filterSize: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    seed: fc.nat(1e6),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ shape, filterSize, strides, pad, seed }) => {
      const { outShape } = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
      await expectSame([numbers([...shape], seed), numbers(outShape, seed + 1)], (input, dy) =>
        tf.tidy(() => {
          const output = tf.maxPool(input as Tensor4D, filterSize, strides, pad);
          return tf.engine().runKernel('MaxPoolGrad', { dy, input, output }, { filterSize, strides, pad });
        }),
      );
    }),
    { numRuns: 100, seed: 14 },
  );
});

test('keeps the gradient of windows whose elements are all negative', async () => {
  await tf.setBackend('wasm');
  const input = tf.tensor4d([-4, -1, -3, -2], [1, 2, 2, 1]);
  const [dy, output] = [tf.tensor4d([5], [1, 1, 1, 1]), tf.tensor4d([-1], [1, 1, 1, 1])];
  const dx = tf.engine().runKernel<Tensor4D>('MaxPoolGrad', { dy, input, output }, { filterSize: [2, 2], strides: [2, 2], pad: 'valid' });
  expect([...(await dx.data())]).toEqual([0, 5, 0, 0]);
});
