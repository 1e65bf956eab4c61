import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { bidirectionalLstm } from './bidirectionalLstm';
import { lstm } from './lstm';
import { lstmCell } from './lstmCell';
import type { RecurrentWeights } from './recurrentWeights';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const expectNear = (actual: Tensor, expected: readonly number[]): void => {
  expect(actual.size).toBe(expected.length);
  numbers(actual).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
};
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const lengths = (): Tensor1D => tf.tensor1d([4, 2, 1], 'int32');
const sequences = (): Tensor3D => randomStream(1).normal([3, 4, 2]) as Tensor3D;

function weightsOf(seed: number): RecurrentWeights {
  const random = randomStream(seed);
  return {
    input: random.normal([2, 12]) as Tensor2D,
    recurrent: random.normal([3, 12]) as Tensor2D,
    inputBias: random.normal([12]) as Tensor1D,
    recurrentBias: random.normal([12]) as Tensor1D,
  };
}

describe('lstmCell', () => {
  test('has the gates in the order i, f, g, o, and adds both biases', () => {
    const weights = {
      input: tf.tensor2d([1, 2, 3, 4], [1, 4]),
      recurrent: tf.tensor2d([0.5, 0.25, -0.5, -0.25], [1, 4]),
      inputBias: tf.tensor1d([0.5, 0, 0, 0]),
      recurrentBias: tf.tensor1d([0.5, 0, 0, 1]),
    };
    const { hidden, cell } = lstmCell(tf.tensor2d([[0.5]]), { hidden: tf.tensor2d([[2]]), cell: tf.tensor2d([[-3]]) }, weights);
    const c = sigmoid(1 + 0.5) * -3 + sigmoid(0.5 + 1 + 1) * Math.tanh(1.5 - 1);
    expect(numbers(cell)[0]).toBeCloseTo(c, 5);
    expect(numbers(hidden)[0]).toBeCloseTo(sigmoid(2 - 0.5 + 1) * Math.tanh(c), 5);
  });

  test('leaves two tensors, and teaches', () => {
    const [x, zeros, weights] = [tf.ones<tf.Rank.R2>([2, 2]), tf.zeros<tf.Rank.R2>([2, 3]), weightsOf(1)];
    const state = { hidden: zeros, cell: zeros };
    const before = tf.memory().numTensors;
    tf.dispose({ ...lstmCell(x, state, weights) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => lstmCell(x, { ...state, cell: tf.zeros([1, 3]) }, weights)).toThrow(
      'lstmCell: cell must have the shape [2, 3]. Got [1, 3].',
    );
    expect(() => lstmCell(tf.ones([2, 5]), state, weights)).toThrow(
      'lstmCell: input must be [5, 4 H] and recurrent [H, 4 H]. Got [2, 12] and [3, 12].',
    );
    expect(() => lstmCell(x, state, { ...weights, inputBias: tf.zeros([3]) })).toThrow('a bias must hold 12 numbers, 4 gates of 3.');
  });
});

describe('lstm', () => {
  test('is its cell, step by step', () => {
    const [x, weights] = [sequences(), weightsOf(2)];
    const initial = { hidden: tf.ones<tf.Rank.R2>([3, 3]), cell: tf.ones<tf.Rank.R2>([3, 3]) };
    let state: { hidden: Tensor2D; cell: Tensor2D } = initial;
    for (const moment of tf.unstack(x, 1)) state = lstmCell(moment as Tensor2D, state, weights);
    const { y, hidden, cell } = lstm(x, weights, { initial });
    expectNear(hidden, numbers(state.hidden));
    expectNear(cell, numbers(state.cell));
    expectNear(tf.slice(y, [0, 3, 0], [3, 1, 3]), numbers(state.hidden));
  });

  test.each([false, true])('of a padded batch is that of each sequence alone (reverse: %s)', (reverse) => {
    const [x, weights] = [sequences(), weightsOf(2)];
    const { y, hidden, cell } = lstm(x, weights, { lengths: lengths(), reverse });
    [4, 2, 1].forEach((length, n) => {
      const alone = lstm(tf.slice(x, [n, 0, 0], [1, length, 2]), weights, { reverse });
      expectNear(tf.slice(hidden, [n, 0], [1, 3]), numbers(alone.hidden));
      expectNear(tf.slice(cell, [n, 0], [1, 3]), numbers(alone.cell));
      const padding = new Array<number>((4 - length) * 3).fill(0);
      expectNear(tf.slice(y, [n, 0, 0], [1, 4, 3]), [...numbers(alone.y), ...padding]);
    });
  });

  test('has right derivatives to second order', async () => {
    const { input, recurrent, inputBias } = weightsOf(3);
    const inputs = [randomStream(4).normal([2, 3, 2]), input, recurrent, inputBias!];
    const f = (...[x, w, u, b]: Tensor[]): Tensor =>
      lstm(
        x as Tensor3D,
        { input: w as Tensor2D, recurrent: u as Tensor2D, inputBias: b as Tensor1D },
        { lengths: tf.tensor1d([3, 2], 'int32') },
      ).y;
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves three tensors, and teaches', () => {
    const [x, weights, counts] = [sequences(), weightsOf(1), lengths()];
    const before = tf.memory().numTensors;
    tf.dispose({ ...lstm(x, weights, { lengths: counts }) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => lstm(x, weights, { lengths: tf.tensor1d([1]) })).toThrow(
      'lstm: lengths must hold a number for each of the 3 sequences. Got the shape [1].',
    );
    expect(() => lstm(x, weights, { initial: { hidden: tf.zeros([3, 2]), cell: tf.zeros([3, 3]) } })).toThrow(
      'lstm: initial.hidden must have the shape [3, 3]. Got [3, 2].',
    );
  });
});

describe('bidirectionalLstm', () => {
  test('joins the outputs of both directions and stacks their states', () => {
    const [x, forward, backward] = [sequences(), weightsOf(5), weightsOf(6)];
    const { y, hidden, cell } = bidirectionalLstm(x, { forward, backward }, { lengths: lengths() });
    const [there, back] = [lstm(x, forward, { lengths: lengths() }), lstm(x, backward, { lengths: lengths(), reverse: true })];
    expect(numbers(y)).toEqual(numbers(tf.concat([there.y, back.y], 2)));
    expect(numbers(hidden)).toEqual([...numbers(there.hidden), ...numbers(back.hidden)]);
    expect(numbers(cell)).toEqual([...numbers(there.cell), ...numbers(back.cell)]);
    expect([y.shape, hidden.shape]).toEqual([
      [3, 4, 6],
      [2, 3, 3],
    ]);
  });

  test('leaves three tensors, and teaches', () => {
    const [x, weights] = [sequences(), weightsOf(1)];
    const before = tf.memory().numTensors;
    tf.dispose({ ...bidirectionalLstm(x, { forward: weights, backward: weights }) });
    expect(tf.memory().numTensors).toBe(before);
    const narrow = { input: tf.zeros<tf.Rank.R2>([2, 8]), recurrent: tf.zeros<tf.Rank.R2>([2, 8]) };
    expect(() => bidirectionalLstm(x, { forward: weights, backward: narrow })).toThrow(
      'bidirectionalLstm: both directions must have the same state size. Got 3 forward, 2 backward.',
    );
  });
});
