import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { initializers, input, type ModelNetwork, network } from '../index';
import { conditioningAugmentation, type ConditioningAugmentationArgs } from './conditioningAugmentation';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const biasInitializer = initializers.normal();
function build(args: Partial<ConditioningAugmentationArgs> = {}): ModelNetwork<Tensor, Tensor[]> {
  const text = input({ shape: [5], seed: 3 });
  const outputs = conditioningAugmentation({ size: 2, biasInitializer, ...args }).apply(text) as tfl.SymbolicTensor[];
  return network<Tensor, Tensor[]>(tfl.model({ inputs: text, outputs }));
}
const values = (tensors: readonly Tensor[]): number[][] => tensors.map((x) => [...x.dataSync()]);

describe('conditioningAugmentation', () => {
  const text = (): Tensor2D => randomStream(2).normal([3, 5]) as Tensor2D;

  test.each(['glu', 'relu'] as const)('computes what the op does with %s and its weights, from the same stream', (activation) => {
    const net = build({ activation });
    const [kernel, bias] = net.trainable as unknown as [Tensor2D, Tensor1D];
    expect(kernel.shape).toEqual([5, activation === 'glu' ? 8 : 4]);
    const own = net.apply(text(), { training: true, random: randomStream(1) });
    const { code, mean, logVariance } = ops.conditioningAugmentation(text(), {
      ...{ kernel, bias, random: randomStream(1) },
      ...(activation === 'relu' ? { activation: tf.relu } : {}),
    });
    expect(values(own)).toEqual(values([code, mean, logVariance]));
  });

  test('inference draws, or takes the mean', () => {
    expect(() => build().apply(text(), { training: false })).toThrow('conditioningAugmentation: the call must carry a random stream.');
    const [code, mean] = values(build().apply(text(), { training: false, random: randomStream(1) }));
    expect(code).not.toEqual(mean);
    const [still, same] = values(build({ inference: 'mean' }).apply(text(), { training: false }));
    expect(still).toEqual(same);
  });
});
