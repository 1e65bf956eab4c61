import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor5D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

const upTo = (max: number, min = 1): fc.Arbitrary<number> => fc.integer({ min, max });
const volumes = fc.record({
  image: fc.tuple(upTo(2), upTo(6, 3), upTo(6, 3), upTo(6, 3), upTo(3)),
  filter: fc.tuple(upTo(3), upTo(3), upTo(3)),
  outChannels: upTo(3),
  strides: fc.tuple(upTo(3), upTo(3), upTo(3)),
  pad: fc.constantFrom('same' as const, 'valid' as const),
  seed: fc.nat(1e6),
});

describe('conv3d, whose stock gradients are wrong', () => {
  test.each(['Conv3DBackpropFilterV2', 'Conv3DBackpropInputV2'])('%s is that of cpu', async (name) => {
    await fc.assert(
      fc.asyncProperty(volumes, async ({ image, filter, outChannels, strides, pad, seed }) => {
        const filterShape: [number, number, number, number, number] = [...filter, image[4], outChannels];
        const { outShape } = tf.backend_util.computeConv3DInfo(image, filterShape, strides, 1, pad);
        const byFilter = name === 'Conv3DBackpropFilterV2';
        await expectSame([numbers(byFilter ? image : filterShape, seed), numbers(outShape, seed + 1)], (x, dy) => {
          const inputs: Record<string, Tensor> = byFilter ? { x, dy } : { dy, filter: x };
          return tf.engine().runKernel(name, inputs, { strides, pad, filterShape, inputShape: image });
        });
      }),
      { numRuns: 60, seed: 21 },
    );
  });
});

describe('pooling of volumes', () => {
  test.each([
    [
      'max',
      (x: Tensor, size: [number, number, number], strides: [number, number, number], pad: 'same' | 'valid') =>
        tf.maxPool3d(x as Tensor5D, size, strides, pad),
    ],
    [
      'mean',
      (x: Tensor, size: [number, number, number], strides: [number, number, number], pad: 'same' | 'valid') =>
        tf.avgPool3d(x as Tensor5D, size, strides, pad),
    ],
  ] as const)('the %s is that of cpu', async (_, pool) => {
    await fc.assert(
      fc.asyncProperty(volumes, async ({ image, filter, strides, pad, seed }) => {
        await expectSame([numbers(image, seed)], (x) => pool(x, filter, strides, pad));
      }),
      { numRuns: 60, seed: 22 },
    );
  });

  test('the largest of negative elements is negative', async () => {
    await tf.setBackend('wasm');
    const x = tf.tensor5d([-4, -1, -3, -2, -8, -5, -7, -6], [1, 2, 2, 2, 1]);
    expect([...(await tf.maxPool3d(x, 2, 2, 'valid').data())]).toEqual([-1]);
  });
});
