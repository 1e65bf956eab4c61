import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { chain, minibatchDiscrimination, minibatchStdDev, network } from '../index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const inference = { training: false };

describe('minibatchStdDev', () => {
  const batch = (): Tensor4D => randomStream(1).normal([6, 2, 2, 4]) as Tensor4D;

  test('is the op with its options', () => {
    const x = batch();
    const options = { groupSize: 3, features: 2, epsilon: 0.1 };
    const net = network(chain({ shape: [2, 2, 4] }, minibatchStdDev(options)));
    expect([...net.apply(x, inference).dataSync()]).toEqual([...ops.minibatchStdDev(x, options).dataSync()]);
  });

  test('teaches about the batch at the call', () => {
    const net = network(chain({ shape: [2, 2, 4] }, minibatchStdDev()));
    expect(() => net.apply(batch(), inference)).toThrow(
      'minibatchStdDev: groupSize must divide the batch. Got groupSize 4, batch 6. Use 3 or 2, or a batch of 8.',
    );
  });
});

describe('minibatchDiscrimination', () => {
  test.each([true, false])('is the op with its kernel as [A, B, C], countsSelf %p', (countsSelf) => {
    const x = randomStream(1).normal([5, 3]) as Tensor2D;
    const net = network(chain({ shape: [3] }, minibatchDiscrimination({ kernels: 4, dimensions: 2, countsSelf })));
    const [kernel] = net.trainable;
    expect(kernel!.shape).toEqual([3, 8]);
    const expected = ops.minibatchDiscrimination(x, tf.reshape(kernel!, [3, 4, 2]), { countsSelf });
    expect([...net.apply(x, inference).dataSync()]).toEqual([...expected.dataSync()]);
  });
});
