import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

test('is that of cpu, for slopes of either sign and above 1', async () => {
  const cases = fc.record({ size: fc.integer({ min: 1, max: 50 }), slope: fc.constantFrom(0, 0.01, 0.2, 1, 1.5, -0.3), seed: fc.nat(1e6) });
  await fc.assert(
    fc.asyncProperty(cases, async ({ size, slope, seed }) => {
      await expectSame([numbers([size], seed)], (x) => tf.leakyRelu(x, slope));
    }),
    { numRuns: 50, seed: 13 },
  );
});

test('is exact on the positive side, and passes NaN and infinities', async () => {
  await tf.setBackend('wasm');
  const values = [0.1, 1e-30, 3.3e38, Infinity, 0, NaN];
  const y = await tf.leakyRelu(tf.tensor1d(values), 0.2).data();
  expect([...y]).toEqual(values.map(Math.fround));
  expect([...(await tf.leakyRelu(tf.tensor1d([-Infinity, -10]), 0.5).data())]).toEqual([-Infinity, -5]);
});
