import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ema, randomStream } from '@ganblocks/core';
import { dense } from '../dense/dense';
import { chain } from '../model/chain';
import { input } from '../model/input';
import { type ModelNetwork, network } from '../model/network';
import { spectralNorm } from '../reparametrization/index';
import { batchNorm, conditionalBatchNorm, standingStatistics } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const statistic = ({ statistics }: Pick<ModelNetwork, 'statistics'>, word: string): number[] =>
  numbers(statistics.find(({ name }) => name.endsWith(word)));
const expectNear = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
};

/** Batches of 2: means 2, 6, 1; variances 1, 4, 0; unbiased twice as large. */
const batches = [
  [1, 3],
  [4, 8],
  [1, 1],
];
const nextOf = (): (() => Tensor) => {
  let pass = 0;
  return () => tf.tensor2d(batches[pass++]!, [2, 1]);
};

describe('standingStatistics', () => {
  test('are the plain average over the passes, whatever was there before and whatever the momentum', () => {
    for (const [unbiased, variance] of [
      [false, 5 / 3],
      [true, 10 / 3],
    ] as const) {
      const net = network(chain({ shape: [1] }, batchNorm({ momentum: 0.9, unbiased })));
      for (const old of net.statistics) old.assign(tf.fill([1], 7));
      standingStatistics(net, nextOf(), { passes: 3 });
      expectNear(statistic(net, 'movingMean'), [3]);
      expectNear(statistic(net, 'movingVariance'), [variance]);
      net.dispose();
    }
  });

  test('normalize each pass by its own batch: a later layer sees what it sees in training', () => {
    const net = network(chain({ shape: [1] }, batchNorm({ epsilon: 1e-9 }), batchNorm({ unbiased: false })));
    standingStatistics(net, nextOf(), { passes: 2 });
    const [, , mean, variance] = net.statistics.map((x) => numbers(x));
    expectNear([...mean!, ...variance!], [0, 1]);
    net.dispose();
  });

  test('count a layer that is used twice twice', () => {
    const x = input({ shape: [1] });
    const shared = batchNorm({ useScale: false, useOffset: false, unbiased: false, epsilon: 1e-9 });
    const once = shared.apply(x) as SymbolicTensor;
    const net = network(tfl.model({ inputs: x, outputs: shared.apply(once) as SymbolicTensor }));
    standingStatistics(net, nextOf(), { passes: 2 });
    expectNear(statistic(net, 'movingMean'), [(2 + 0 + 6 + 0) / 4]);
    expectNear(statistic(net, 'movingVariance'), [(1 + 1 + 4 + 1) / 4]);
    net.dispose();
  });

  test('reach conditional layers and nested models, and move nothing else', () => {
    const inner = chain({ shape: [3], name: 'inner' }, batchNorm(), dense({ units: 2, reparam: spectralNorm() }));
    const [x, condition] = [input({ shape: [3] }), input({ shape: [4], name: 'condition' })];
    const y = conditionalBatchNorm().apply([inner.apply(x) as SymbolicTensor, condition]) as SymbolicTensor;
    const net = network<Tensor[]>(tfl.model({ inputs: [x, condition], outputs: y }));
    const before = [...net.trainable, ...net.statistics].map((variable) => [variable.name, numbers(variable)] as const);
    const random = randomStream(1);
    standingStatistics(net, () => [random.normal([5, 3]), random.normal([5, 4])], { passes: 2 });
    const moved = [...net.trainable, ...net.statistics]
      .filter((variable) => numbers(variable).join() !== before.find(([name]) => name === variable.name)![1].join())
      .map(({ name }) => name.split('/').pop());
    expect(moved.sort()).toEqual(['movingMean', 'movingMean', 'movingVariance', 'movingVariance']);
    net.dispose();
  });

  test('belong to the averaged weights within ema.during', () => {
    const net = network(chain({ shape: [1] }, batchNorm()));
    const average = ema([net], { decay: 0.5 });
    const within = average.during(() => {
      standingStatistics(net, nextOf(), { passes: 3 });
      return statistic(net, 'movingMean');
    });
    expectNear(within, [3]);
    expectNear(statistic(net, 'movingMean'), [0]);
    average.dispose();
    net.dispose();
  });

  test('leave no tensor, and spare inputs that were there before', () => {
    const net = network(chain({ shape: [1] }, batchNorm()));
    const x = tf.tensor2d([1, 3], [2, 1]);
    const before = tf.memory().numTensors;
    standingStatistics(net, () => x, { passes: 2 });
    standingStatistics(net, nextOf(), { passes: 2 });
    expect(tf.memory().numTensors).toBe(before);
    expect(x.isDisposed).toBe(false);
    net.dispose();
  });

  test('teach', () => {
    const plain = network(chain({ shape: [1], name: 'plain' }, dense({ units: 1 })));
    expect(() => standingStatistics(plain, nextOf(), { passes: 0 })).toThrow(
      'standingStatistics: passes must be a positive integer. Got 0.',
    );
    expect(() => standingStatistics(plain, nextOf())).toThrow("standingStatistics: 'plain' must have moving averages. Got none.");
    plain.dispose();
  });
});
