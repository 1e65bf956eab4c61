import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ModelNetwork, network } from '../model/network';
import { modelOf } from '../testing/exampleNetwork';
import type { ExampleInput } from '../testing/index';
import { classConditionalBatchNorm, conditionalBatchNorm, instanceNorm, selfModulatedBatchNorm, spade } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const rounded = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])].map((value) => Math.round(value * 1e5) / 1e5);
const statisticsOf = ({ statistics }: Pick<ModelNetwork, 'statistics'>): number[] =>
  statistics.filter(({ name }) => name.includes('moving')).flatMap((x) => rounded(x));

const batch = (): Tensor => tf.tensor4d([1, 3, 5, 7], [2, 2, 1, 1]); // mean 4, variance 5, unbiased 20/3; of each sample 2 and 6, 1 and 1, unbiased 2 and 2

describe('moving averages', () => {
  const condition: ExampleInput = { shape: [2] };
  const cases: readonly (readonly [string, (unbiased: boolean) => layers.Layer, ExampleInput, () => Tensor])[] = [
    ['conditionalBatchNorm', (unbiased) => conditionalBatchNorm({ momentum: 0.5, unbiased }), condition, () => tf.ones([2, 2])],
    [
      'classConditionalBatchNorm',
      (unbiased) => classConditionalBatchNorm({ classes: 2, momentum: 0.5, unbiased }),
      { shape: [], of: { below: 2 } },
      () => tf.tensor1d([0, 1], 'int32'),
    ],
    ['selfModulatedBatchNorm', (unbiased) => selfModulatedBatchNorm({ momentum: 0.5, unbiased }), condition, () => tf.ones([2, 2])],
    ['spade', (unbiased) => spade({ hidden: 1, momentum: 0.5, unbiased }), { shape: [1, 1, 2] }, () => tf.ones([2, 1, 1, 2])],
  ];

  test.each(cases)('%s follows the batch, whatever its second input says', (_name, make, second, given) => {
    for (const [unbiased, variance] of [
      [false, 5],
      [true, 20 / 3],
    ] as const) {
      const net = network<Tensor[]>(modelOf(make(unbiased), [{ shape: [2, 1, 1] }, second]));
      const inputs = [batch(), given()];
      net.apply(inputs, { training: true, updateStatistics: false });
      net.apply(inputs, { training: false });
      expect(statisticsOf(net)).toEqual([0, 1]);
      net.apply(inputs, { training: true });
      expect(statisticsOf(net)).toEqual([2, Math.round((0.5 + variance / 2) * 1e5) / 1e5]);
      net.dispose();
    }
  });

  test('instanceNorm follows the average of the samples, as PyTorch', () => {
    const [biased, unbiased] = [false, true].map((one) => instanceNorm({ trackStatistics: true, momentum: 0.5, unbiased: one }));
    for (const [layer, variance] of [
      [biased!, 1],
      [unbiased!, 2],
    ] as const) {
      const net = network(modelOf(layer, [{ shape: [2, 1, 1] }]));
      net.apply(batch(), { training: true });
      expect(statisticsOf(net)).toEqual([2, 0.5 + variance / 2]);
      net.dispose();
    }
  });
});
