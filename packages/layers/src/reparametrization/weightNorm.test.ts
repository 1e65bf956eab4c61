import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { batchNorm, chain, conv2d, conv2dTranspose, dense, dropout, flatten, leakyRelu, network, relu, tanh } from '../index';
import { equalizedLearningRate } from './equalizedLearningRate';
import { initializeByData } from './initializeByData';
import { weightNorm } from './weightNorm';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** Mean and deviation of each channel. */
function channelMoments(y: Tensor): { mean: number; deviation: number }[] {
  const [rows, channels] = [y.size / y.shape.at(-1)!, y.shape.at(-1)!];
  const values = y.dataSync();
  return Array.from({ length: channels }, (_, c) => {
    const own = Array.from({ length: rows }, (_row, n) => values[n * channels + c] ?? NaN);
    const mean = own.reduce((sum, value) => sum + value, 0) / rows;
    return { mean, deviation: Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows) };
  });
}

function expectMoments(y: Tensor, deviation: number): void {
  for (const channel of channelMoments(y)) {
    expect(channel.mean).toBeCloseTo(0, 4);
    expect(channel.deviation).toBeCloseTo(deviation, 4);
  }
}

/** What each of a model's layers gives, under its name. */
function responsesOf(model: tfl.LayersModel, x: Tensor): Readonly<Record<string, Tensor>> {
  const outputs = model.layers.slice(1).map((layer) => layer.output as SymbolicTensor);
  const inner = tfl.model({ inputs: model.inputs, outputs });
  const tensors = inner.apply(x, { training: false }) as Tensor[];
  return Object.fromEntries(tensors.map((tensor, i) => [model.layers[i + 1]!.name, tensor]));
}

describe('weightNorm', () => {
  test('is gain times the direction, of length 1', () => {
    const net = network(chain({ shape: [3] }, dense({ units: 2, reparam: weightNorm(), useBias: false })));
    const [direction, gain] = net.trainable;
    gain!.assign(tf.tensor1d([2, 5]));
    const effective = tf.tensor2d([...net.apply(tf.eye(3), { training: false }).dataSync()], [3, 2]);
    expect([...tf.norm(effective, 2, 0).dataSync()].map((length) => Math.round(length * 1e5) / 1e5)).toEqual([2, 5]);
    direction!.assign(tf.mul(direction!, 10));
    const longer = net.apply(tf.eye(3), { training: false });
    expect(tf.max(tf.abs(tf.sub(longer, effective))).dataSync()[0]).toBeLessThan(1e-5);
  });

  test('begins with directions from N(0, 0.05²) and gains of 1', () => {
    const net = network(chain({ shape: [100] }, dense({ units: 100, reparam: weightNorm() })));
    const [direction, , gain] = net.trainable;
    expect(channelMoments(tf.reshape(direction!, [-1, 1]))[0]!.deviation).toBeCloseTo(0.05, 2);
    expect(new Set(gain!.dataSync())).toEqual(new Set([1]));
  });

  test('keeps gains that are not learned among the statistics, where data still sets them', () => {
    const net = network(chain({ shape: [2] }, dense({ units: 3, reparam: weightNorm({ learnsGain: false }) })));
    expect([net.trainable, net.statistics].map((list) => list.map(({ name }) => name.split('/').pop()))).toEqual([
      ['kernel', 'bias'],
      ['gain'],
    ]);
    const batch = randomStream(2).normal([8, 2], { deviation: 5 });
    initializeByData(net, batch);
    expectMoments(net.apply(batch, { training: false }), 1);
  });

  test('teaches', () => {
    expect(() => weightNorm({ learnsGain: 1 as unknown as boolean })).toThrow('weightNorm: learnsGain must be true or false. Got 1.');
    expect(() => weightNorm({ scale: 0 })).toThrow('weightNorm: scale must be a finite number above 0. Got 0.');
  });
});

describe('initializeByData', () => {
  const x = (): Tensor => randomStream(4).normal([16, 6, 6, 2], { mean: 3, deviation: 2 });

  test('makes mean 0 and deviation `scale` of each layer, one after the other through the network', () => {
    const reparam = weightNorm({ scale: 0.5 });
    const model = chain(
      { shape: [6, 6, 2], name: 'critic', seed: 3 },
      conv2d({ channels: 4, kernelSize: 3, padding: 1, name: 'first', reparam }),
      leakyRelu(),
      conv2dTranspose({ channels: 3, kernelSize: 4, stride: 2, padding: 1, name: 'up', reparam }),
      tanh(),
      flatten(),
      dense({ units: 5, name: 'head', reparam }),
    );
    initializeByData(network(model), x());
    const responses = responsesOf(model, x());
    for (const name of ['first', 'up', 'head']) expectMoments(responses[name]!, 0.5);
  });

  test.each<[string, layers.Layer]>([
    ['before', dense({ units: 3, reparam: [equalizedLearningRate({ learningRateMultiplier: 0.1 }), weightNorm()] })],
    ['behind', dense({ units: 3, reparam: [weightNorm(), equalizedLearningRate({ learningRateMultiplier: 0.1, gain: 3 })] })],
  ])('with equalizedLearningRate %s it, whose multiplier the bias is freed of', (_, layer) => {
    const net = network(chain({ shape: [6, 6, 2] }, layer));
    initializeByData(net, x());
    expectMoments(net.apply(x(), { training: false }), 1);
  });

  test('without a bias sets the gains', () => {
    const net = network(chain({ shape: [6, 6, 2] }, dense({ units: 3, useBias: false, reparam: weightNorm() })));
    initializeByData(net, x());
    for (const { deviation } of channelMoments(net.apply(x(), { training: false }))) expect(deviation).toBeCloseTo(1, 4);
  });

  test('moves no averages, draws where layers draw, and leaves no tensor', () => {
    const parts = [dense({ units: 4, reparam: weightNorm() }), batchNorm(), relu(), dropout(), dense({ units: 2, reparam: weightNorm() })];
    const net = network(chain({ shape: [2] }, ...parts));
    const batch = randomStream(2).normal([8, 2]);
    const statistics = net.statistics.map((variable) => [...variable.dataSync()]);
    const before = tf.memory().numTensors;
    initializeByData(net, batch, randomStream(1));
    expect(tf.memory().numTensors).toBe(before);
    expect(net.statistics.map((variable) => [...variable.dataSync()])).toEqual(statistics);
    expect(() => initializeByData(net, batch)).toThrow('dropout: the call must carry a random stream. Got none.');
  });

  test('leaves layers without weight normalization as they are', () => {
    const net = network(chain({ shape: [2] }, dense({ units: 4 })));
    const kernel = [...net.trainable[0]!.dataSync()];
    initializeByData(net, randomStream(2).normal([8, 2]));
    expect([...net.trainable[0]!.dataSync()]).toEqual(kernel);
  });
});
