import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { bidirectionalGru } from './bidirectionalGru';
import type { RecurrentWeights } from './recurrentWeights';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const lengths = (): Tensor1D => tf.tensor1d([4, 2, 1], 'int32');
const sequences = (): Tensor3D => randomStream(1).normal([3, 4, 2]) as Tensor3D;

function weightsOf(seed: number): Required<RecurrentWeights> {
  const random = randomStream(seed);
  return {
    input: random.normal([2, 9]) as Tensor2D,
    recurrent: random.normal([3, 9]) as Tensor2D,
    inputBias: random.normal([9]) as Tensor1D,
    recurrentBias: random.normal([9]) as Tensor1D,
  };
}

type Rows = readonly (readonly number[])[];
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const affine = (x: readonly number[], kernel: Rows, bias: readonly number[]): number[] =>
  bias.map((b, j) => x.reduce((sum, value, i) => sum + value * kernel[i]![j]!, b));

/** The equations in float64, for one sequence: its states in the order of the steps. */
function statesOf(x: Rows, weights: Required<RecurrentWeights>, reverse: boolean): number[][] {
  const [input, recurrent] = [weights.input.arraySync(), weights.recurrent.arraySync()];
  const [inputBias, recurrentBias] = [weights.inputBias!.arraySync(), weights.recurrentBias!.arraySync()];
  let state = [0, 0, 0];
  const states = (reverse ? [...x].reverse() : x).map((moment) => {
    const [a, b] = [affine(moment, input, inputBias), affine(state, recurrent, recurrentBias)];
    state = state.map((before, k) => {
      const [r, z] = [sigmoid(a[k]! + b[k]!), sigmoid(a[3 + k]! + b[3 + k]!)];
      return (1 - z) * Math.tanh(a[6 + k]! + r * b[6 + k]!) + z * before;
    });
    return state;
  });
  return reverse ? states.reverse() : states;
}

describe('bidirectionalGru', () => {
  test('is two recurrences of the equations over each sequence alone, from either end of what is real', () => {
    const [x, forward, backward] = [sequences(), weightsOf(5), weightsOf(6)];
    const { y, hidden } = bidirectionalGru(x, { forward, backward }, { lengths: lengths() });
    const [words, states] = [y.arraySync(), hidden.arraySync()];
    const near = (actual: readonly number[], expected: readonly number[]): void =>
      actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    [4, 2, 1].forEach((length, n) => {
      const real = x.arraySync()[n]!.slice(0, length);
      const [there, back] = [statesOf(real, forward, false), statesOf(real, backward, true)];
      words[n]!.forEach((word, t) => near(word, t < length ? [...there[t]!, ...back[t]!] : [0, 0, 0, 0, 0, 0]));
      near(states[0]![n]!, there[length - 1]!);
      near(states[1]![n]!, back[0]!);
    });
    expect([y.shape, hidden.shape]).toEqual([
      [3, 4, 6],
      [2, 3, 3],
    ]);
  });

  test('has right derivatives to second order', async () => {
    const [forward, backward] = [weightsOf(3), weightsOf(4)];
    const f = (...[x, ahead, behind]: Tensor[]): Tensor => {
      const weights = {
        forward: { ...forward, recurrent: ahead as Tensor2D },
        backward: { ...backward, recurrent: behind as Tensor2D },
      };
      return bidirectionalGru(x as Tensor3D, weights, { lengths: lengths() }).y;
    };
    const checks = await checkDerivatives({ f, inputs: [sequences(), forward.recurrent, backward.recurrent], order: 2 });
    for (const { error } of checks) expect(error).toBeLessThan(5e-3);
  });

  test('leaves two tensors, and teaches', () => {
    const [x, weights] = [sequences(), weightsOf(1)];
    const before = tf.memory().numTensors;
    tf.dispose({ ...bidirectionalGru(x, { forward: weights, backward: weights }) });
    expect(tf.memory().numTensors).toBe(before);
    const narrow = { input: tf.zeros<tf.Rank.R2>([2, 6]), recurrent: tf.zeros<tf.Rank.R2>([2, 6]) };
    expect(() => bidirectionalGru(x, { forward: weights, backward: narrow })).toThrow(
      'bidirectionalGru: both directions must have the same state size. Got 3 forward, 2 backward.',
    );
  });
});
