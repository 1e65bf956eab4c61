import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { biasAct, type BiasActivation } from './biasAct';
import { filteredLeakyRelu } from '../resampling/filteredLeakyRelu';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const closedForms: [BiasActivation, (x: number) => number][] = [
  ['linear', (x) => x],
  ['relu', (x) => Math.SQRT2 * Math.max(0, x)],
  ['leakyRelu', (x) => Math.SQRT2 * (x < 0 ? 0.2 * x : x)],
  ['tanh', Math.tanh],
  ['sigmoid', (x) => 1 / (1 + Math.exp(-x))],
  ['elu', (x) => (x < 0 ? Math.expm1(x) : x)],
  ['selu', (x) => 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * Math.expm1(x) : x)],
  ['softplus', (x) => Math.log1p(Math.exp(x))],
  ['swish', (x) => (Math.SQRT2 * x) / (1 + Math.exp(-x))],
];

describe('biasAct', () => {
  test.each(closedForms)('%s has its closed form and its own gain', (activation, f) => {
    const y = numbers(biasAct(tf.tensor2d([-2, 1], [1, 2]), { bias: tf.tensor1d([0.5, -0.25]), activation }));
    [f(-1.5), f(0.75)].forEach((expected, i) => expect(y[i]).toBeCloseTo(expected, 5));
  });

  test('takes another gain and slope, and clamps last', () => {
    const x = tf.tensor1d([-4, 3]);
    expect(numbers(biasAct(x, { activation: 'leakyRelu', slope: 0.5, gain: 2 }))).toEqual([-4, 6]);
    expect(numbers(biasAct(x, { activation: 'leakyRelu', slope: 0.5, gain: 2, clamp: 5 }))).toEqual([-4, 5]);
  });

  test('passes no derivative where it is clamped', () => {
    installGradients();
    expect(numbers(tf.grad((x) => biasAct(x, { gain: 2, clamp: 5 }))(tf.tensor1d([-4, 1])))).toEqual([0, 2]);
  });

  test('gives a tensor of its own, and leaves no other', () => {
    const x = tf.tensor1d([1, 2]);
    const before = tf.memory().numTensors;
    biasAct(x).dispose();
    biasAct(x, { bias: tf.tensor1d([1, 1]), activation: 'swish', clamp: 1 }).dispose();
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(numbers(x)).toEqual([1, 2]);
  });

  test('teaches', () => {
    const x = tf.tensor1d([1, 2]);
    expect(() => biasAct(x, { activation: 'lrelu' as BiasActivation })).toThrow(
      'biasAct: activation must be one of linear, relu, leakyRelu, tanh',
    );
    expect(() => biasAct(x, { gain: NaN })).toThrow('biasAct: gain must be a finite number. Got NaN.');
    expect(() => biasAct(x, { clamp: -1 })).toThrow('biasAct: clamp must be at least 0, or left out. Got -1.');
    expect(() => biasAct(x, { bias: tf.tensor1d([1]) })).toThrow('bias must hold one number for each of the 2 channels');
  });
});

describe('filteredLeakyRelu', () => {
  test('without filters is bias, rectifier, gain and clamp', () => {
    const x = tf.tensor4d([-10, 1, 2, 3], [1, 2, 2, 1]);
    expect(numbers(filteredLeakyRelu(x, { bias: tf.tensor1d([5]), gain: 1, slope: 0.5, clamp: 7 }))).toEqual([-2.5, 6, 7, 7]);
  });

  test('acts between the filters', () => {
    const x = tf.tensor4d([1, -1], [1, 1, 2, 1]);
    const y = filteredLeakyRelu(x, { up: [1, 2], upFilter: [[1, 1]], padding: [[0, 0], [1, 0]], down: [1, 2], downFilter: [[0.5, 0.5]], gain: 1, slope: 0 }); // prettier-ignore
    expect(numbers(y)).toEqual([2, 0]);
  });

  test('leaves one tensor', () => {
    const x = tf.ones<tf.Rank.R4>([1, 4, 4, 2]);
    const before = tf.memory().numTensors;
    filteredLeakyRelu(x, { up: 2, upFilter: [1, 1], padding: 1, down: 2, downFilter: [1, 1], clamp: 1 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    expect(() => filteredLeakyRelu(tf.ones([1, 4, 4, 2]), { up: 0 })).toThrow('filteredLeakyRelu: up must be an integer >= 1');
  });
});
