import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor, layers } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { input, network, type ModelNetwork } from '../model/index';
import { equalizedLearningRate, spectralNorm } from '../reparametrization/index';
import { bidirectionalGru, bidirectionalLstm, gru, gruCell, lstm, lstmCell } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const sequences = (): Tensor => randomStream(1).normal([2, 3, 5]);
const steps = (x: Tensor): Tensor[] => tf.unstack(x, 1);

/** A network of one layer. */
function built(layer: layers.Layer, ...shapes: readonly (readonly number[])[]): ModelNetwork<Tensor[], Tensor | Tensor[]> {
  const inputs = shapes.map((shape, i) => input({ shape, name: `input${i}`, seed: 3 }));
  return network(tfl.model({ inputs, outputs: layer.apply(inputs) as SymbolicTensor[] }));
}

const outputs = (net: ModelNetwork<Tensor[], Tensor | Tensor[]>, ...inputs: Tensor[]): Tensor[] =>
  [net.apply(inputs, { training: false })].flat();

/** Gives a network the weights of another, in their order. */
const copy = (to: ModelNetwork<Tensor[], Tensor | Tensor[]>, from: readonly Tensor[]): void =>
  to.trainable.forEach((variable, i) => variable.assign(from[i]!));

const largest = (x: Tensor): number => Math.max(...numbers(x).map(Math.abs));

describe('first weights', () => {
  test.each([
    ['lstm', () => lstm({ units: 16 })],
    ['gru, with spectral normalization', () => gru({ units: 16, reparam: spectralNorm() })],
    ['bidirectionalGru', () => bidirectionalGru({ units: 16 })],
  ])("of %s are PyTorch's, uniform in ±1 / √H, biases too", (_, make) => {
    const net = built(make(), [3, 5]);
    for (const weight of net.trainable) {
      expect(largest(weight)).toBeLessThanOrEqual(0.25);
      expect(largest(weight)).toBeGreaterThan(0.2);
    }
    net.dispose();
  });

  test('of the kernels are those that reparam asks for', () => {
    const net = built(lstm({ units: 16, reparam: equalizedLearningRate() }), [3, 5]);
    const [kernel, bias] = net.trainable;
    expect(largest(kernel!)).toBeGreaterThan(1);
    expect(largest(bias!)).toBeLessThanOrEqual(0.25);
    net.dispose();
  });
});

describe('lstm', () => {
  test('is lstmCell step by step, with the same weights', () => {
    const [whole, cell, x] = [built(lstm({ units: 4 }), [3, 5]), built(lstmCell({ units: 4 }), [5], [4], [4]), sequences()];
    copy(cell, whole.trainable);
    let state: Tensor[] = [tf.zeros([2, 4]), tf.zeros([2, 4])];
    for (const moment of steps(x)) state = outputs(cell, moment, ...state);
    const [y] = outputs(whole, x);
    numbers(steps(y!)[2]!).forEach((value, i) => expect(value).toBeCloseTo(numbers(state[0]!)[i]!, 6));
    whole.dispose();
    cell.dispose();
  });

  test('refuses another word for what it returns', () => {
    expect(() => lstm({ units: 2, returns: 'state' as 'last' })).toThrow("lstm: returns must be 'sequence' or 'last'. Got 'state'.");
  });
});

describe('gru', () => {
  test('is gruCell step by step, with the same weights', () => {
    const [whole, cell, x] = [built(gru({ units: 4, returns: 'last' }), [3, 5]), built(gruCell({ units: 4 }), [5], [4]), sequences()];
    copy(cell, whole.trainable);
    let state: Tensor[] = [tf.zeros([2, 4])];
    for (const moment of steps(x)) state = outputs(cell, moment, ...state);
    const [last] = outputs(whole, x);
    numbers(last!).forEach((value, i) => expect(value).toBeCloseTo(numbers(state[0]!)[i]!, 6));
    whole.dispose();
    cell.dispose();
  });
});

describe.each([
  ['bidirectionalLstm', bidirectionalLstm, lstm],
  ['bidirectionalGru', bidirectionalGru, gru],
] as const)('%s', (_, both, single) => {
  test('is one layer ahead and one back, side by side', () => {
    const lengths = tf.tensor1d([3, 2], 'int32');
    const [net, x] = [built(both({ units: 2 }), [3, 5], []), sequences()];
    const alone = [false, true].map((reverse) => {
      const way = built(single({ units: 2, returns: 'last', reverse }), [3, 5], []);
      copy(way, net.trainable.slice(reverse ? 4 : 0));
      return way;
    });
    const [words, sentence] = outputs(net, x, lengths);
    const ends = alone.map((way) => outputs(way, x, lengths)[0]!);
    expect(numbers(sentence!)).toEqual(numbers(tf.concat(ends, 1)));
    expect(largest(tf.slice(words!, [1, 2, 0], [1, 1, 4]))).toBe(0);
    for (const each of [net, ...alone]) each.dispose();
  });
});
