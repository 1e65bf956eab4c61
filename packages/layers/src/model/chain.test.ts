import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { batchNorm, conv2d, dense, flatten, initializers, leakyRelu, relu, reshape, tanh } from '../index';
import { chain } from './chain';
import { input } from './input';
import { type Block, sequence } from './sequence';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const layerNames = (model: LayersModel): string[] => model.layers.map(({ name }) => name);
const weightsOf = (model: LayersModel): number[][] => model.getWeights().map((weight) => [...weight.dataSync()]);
const residual: Block = (x, name) => {
  const y = sequence(conv2d({ channels: 2, kernelSize: 3, padding: 1 }), relu())(x, name);
  return tfl.layers.add({ name: `${name}/sum` }).apply([x, y]) as SymbolicTensor;
};
const example = (seed: number, name = 'critic'): LayersModel =>
  chain(
    { shape: [4, 4, 2], name, seed },
    residual,
    residual,
    batchNorm(),
    leakyRelu(),
    flatten(),
    dense({ units: 3 }),
    dense({ units: 1, name: 'head' }),
  );

describe('chain', () => {
  test('applies its parts in order', () => {
    const one = initializers.constant(1);
    const model = chain({ shape: [2] }, dense({ units: 4, initializer: one }), reshape({ shape: [2, 2] }), tanh(), flatten());
    const y = model.apply(tf.tensor2d([0.1, 0.2], [1, 2])) as Tensor;
    expect(y.shape).toEqual([1, 4]);
    expect(y.dataSync()[3]).toBeCloseTo(Math.tanh(0.3), 6);
  });

  test('names layers by path and kind, alike whenever it is built', () => {
    const expected = [
      'input',
      'block1/conv2d1',
      'block1/relu1',
      'block1/sum',
      'block2/conv2d1',
      'block2/relu1',
      'block2/sum',
      'batchNorm1',
      'leakyRelu1',
      'flatten1',
      'dense1',
      'head',
    ];
    expect(layerNames(example(1))).toEqual(expected);
    expect(layerNames(example(1))).toEqual(expected);
  });

  test('begins alike for the same seed and name, unlike for another, and each layer by itself', () => {
    const weights = weightsOf(example(1));
    expect(weightsOf(example(1))).toEqual(weights);
    for (const other of [example(2), example(1, 'generator')]) {
      weightsOf(other).forEach((values, i) => {
        if (values.some((value) => value !== 0 && value !== 1)) expect(values).not.toEqual(weights[i]);
      });
    }
    expect(weights[0]).not.toEqual(weights[2]);
  });

  test('a seed of the layer overrules the seed of the chain', () => {
    const kernel = (seed: number): number[][] => weightsOf(chain({ shape: [3], seed }, dense({ units: 2, seed: 9 })));
    expect(kernel(1)).toEqual(kernel(2));
  });

  test('a layer in two places shares its weights and its name', () => {
    const shared = dense({ units: 2 });
    const model = chain({ shape: [2] }, shared, relu(), shared);
    expect(layerNames(model)).toEqual(['input', 'dense1', 'relu1']);
    expect(model.trainableWeights).toHaveLength(2);
  });

  test('refuses two layers of one name, and blocks that return nothing', () => {
    expect(() => chain({ shape: [2] }, dense({ units: 2, name: 'a' }), dense({ units: 2, name: 'a' }))).toThrow('"a" is used 2 times');
    const empty = (() => undefined) as unknown as Block;
    expect(() => chain({ shape: [2] }, empty)).toThrow('must return one symbolic tensor. Got undefined. Does the block return its result?');
  });

  test('teaches about shapes', () => {
    expect(() => chain({ shape: [2] }, conv2d({ channels: 1, kernelSize: 3 }))).toThrow(
      'conv2d: the input must be images [N, H, W, C]. Got [null, 2]. Reshape it first.',
    );
    expect(() => chain({ shape: [0] })).toThrow('input: shape must hold positive integers or null');
    expect(() => chain({ shape: 2 as unknown as number[] })).toThrow('input: shape must be a list, such as [64]');
    expect(() => chain({ shape: [2], seed: -1 })).toThrow('input: seed must be a non-negative integer. Got -1.');
  });
});

describe('input', () => {
  test('names and seeds the layers of a graph built by hand', () => {
    const build = (): LayersModel => {
      const images = input({ shape: [4, 4, 1], seed: 3 });
      const labels = tfl.input({ shape: [2], name: 'labels' });
      const features = flatten({ name: 'flatten' }).apply(conv2d({ channels: 2, kernelSize: 4 }).apply(images)) as SymbolicTensor;
      const joined = tfl.layers.concatenate({ name: 'join' }).apply([features, labels]);
      return tfl.model({ inputs: [images, labels], outputs: dense({ units: 1 }).apply(joined) as SymbolicTensor });
    };
    const [a, b] = [build(), build()];
    expect(layerNames(a)).toEqual(expect.arrayContaining(['conv2d1', 'dense1']));
    expect(layerNames(a)).toEqual(layerNames(b));
    expect(weightsOf(a)).toEqual(weightsOf(b));
  });

  test('any size of image', () => {
    const model = chain({ shape: [null, null, 1] }, conv2d({ channels: 2, kernelSize: 3, stride: 2, padding: 1 }));
    expect((model.apply(tf.zeros<tf.Rank.R4>([1, 6, 8, 1])) as Tensor4D).shape).toEqual([1, 3, 4, 2]);
  });
});
