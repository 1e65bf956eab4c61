import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { dense } from '../dense/dense';
import { chain } from '../model/chain';
import { input } from '../model/input';
import { type ModelNetwork, network } from '../model/network';
import { classConditionalBatchNorm, virtualBatchNorm, withReference } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const training = { training: true };
const farthest = (a: Tensor, b: Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;
const drawn = (seed: number, size: number, length = 3): Tensor => randomStream(seed).normal([size, length]);
const build = (): ModelNetwork =>
  network(
    chain(
      { shape: [3] },
      dense({ units: 4 }),
      virtualBatchNorm({ referenceSize: 2 }),
      dense({ units: 3 }),
      virtualBatchNorm({ referenceSize: 2 }),
    ),
  );

describe('virtualBatchNorm', () => {
  test('normalizes the reference batch by itself, and each other sample with it', () => {
    const net = network(chain({ shape: [3] }, virtualBatchNorm({ referenceSize: 2, epsilon: 0.1 })));
    const [reference, x] = [drawn(1, 2), drawn(2, 3)];
    const y = net.apply(tf.concat([reference, x]), training);
    const moments = ops.batchMoments(reference);
    const expected = [
      ops.batchNorm(reference, { epsilon: 0.1 }),
      ops.virtualBatchNorm(x, { reference: moments, referenceSize: 2, epsilon: 0.1 }),
    ];
    expect(farthest(y, tf.concat(expected))).toBeLessThan(1e-6);
    expect(() => net.apply(reference, training)).toThrow(
      'virtualBatchNorm: the batch must hold the 2 samples of the reference batch, and then others. Got 2 in all.',
    );
    net.dispose();
  });

  test('makes a sample independent of the rest of its batch, through a whole network', () => {
    const raw = build();
    const net = withReference(raw, drawn(1, 2));
    const x = drawn(2, 3);
    const together = net.apply(x, training);
    expect(together.shape).toEqual([3, 3]);
    const alone = tf.concat([0, 1, 2].map((index) => net.apply(tf.slice(x, index, 1), training)));
    expect(farthest(together, alone)).toBeLessThan(1e-6);
    expect(net.trainable).toEqual(raw.trainable);
    raw.dispose();
  });

  test('withReference joins each of several inputs, labels too', () => {
    const [x, labels] = [input({ shape: [3] }), input({ shape: [], name: 'labels', dtype: 'int32' })];
    const y = classConditionalBatchNorm({ classes: 2 }).apply([x, labels]) as SymbolicTensor;
    const raw = network<Tensor[]>(tfl.model({ inputs: [x, labels], outputs: y }));
    const net = withReference(raw, [drawn(1, 2), tf.tensor1d([0, 1], 'int32')]);
    const given = [drawn(2, 3), tf.tensor1d([1, 1, 0], 'int32')];
    const whole = raw.apply([tf.concat([drawn(1, 2), given[0]!]), tf.tensor1d([0, 1, 1, 1, 0], 'int32')], training);
    expect(farthest(net.apply(given, training), tf.slice(whole, 2, 3))).toBe(0);
    expect(() => net.apply([given[0]!], training)).toThrow('must be called with as many inputs as its reference batch has, 2. Got 1.');
    expect(() => withReference(raw, [drawn(1, 2), tf.tensor1d([0], 'int32')])).toThrow(
      'withReference: the inputs of the reference batch must have one size, above 0. Got 2, 1.',
    );
    raw.dispose();
  });

  test('withReference leaves one tensor, and the reference', () => {
    const raw = build();
    const [reference, x] = [drawn(1, 2), drawn(2, 3)];
    const net = withReference(raw, reference);
    const before = tf.memory().numTensors;
    net.apply(x, training).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(reference.isDisposed).toBe(false);
    raw.dispose();
  });
});
