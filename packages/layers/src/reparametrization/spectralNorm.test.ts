import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { chain, conv2d, conv2dTranspose, dense, embedding, type ModelNetwork, network, type Reparams } from '../index';
import { reloaded } from '../testing/reloaded';
import { equalizedLearningRate } from './equalizedLearningRate';
import { spectralNorm, type SpectralNormArgs } from './spectralNorm';
import { weightNorm } from './weightNorm';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const netOf = (layer: layers.Layer, shape: number[] = [6]): ModelNetwork => network(chain({ shape, name: 'net', seed: 3 }, layer));
const critic = (args: SpectralNormArgs = {}, reparam: Reparams = spectralNorm(args)): ModelNetwork =>
  netOf(dense({ units: 5, name: 'critic', useBias: false, reparam }));
const weightOf = (net: ModelNetwork, word: string): Variable => {
  const found = [...net.trainable, ...net.statistics].find(({ name }) => name.endsWith(`/${word}`));
  if (!found) throw new Error(`no weight ${word}`);
  return found;
};
const valuesOf = (net: ModelNetwork, word: string): number[] => [...weightOf(net, word).dataSync()];
/** A row for each of the `outputs` of the last axis. */
const matrixOf = (values: ArrayLike<number>, outputs: number): Matrix =>
  Matrix.from1DArray(values.length / outputs, outputs, [...Array.from(values)]);
const largest = (matrix: Matrix): number => new SingularValueDecomposition(matrix).diagonal[0] ?? NaN;

/** The kernel that the network computes with: its answer to unit vectors. */
const effective = (net: ModelNetwork, call = { training: false }): Matrix => {
  const y = net.apply(tf.eye(6), call);
  return matrixOf(y.dataSync(), y.shape[1] ?? 0);
};
const train = (net: ModelNetwork, times: number, shape = [1, 6]): void => {
  for (let i = 0; i < times; i++) tf.dispose(net.apply(tf.zeros(shape), { training: true }));
};

describe('spectralNorm', () => {
  test('leaves a kernel whose largest singular value is 1, after the warm-up already', () => {
    const net = critic();
    expect(largest(effective(net))).toBeCloseTo(1, 2);
    train(net, 100);
    expect(largest(effective(net))).toBeCloseTo(1, 6);
    const sigma = largest(matrixOf(valuesOf(net, 'kernel'), 5));
    const ratio = Matrix.div(matrixOf(valuesOf(net, 'kernel'), 5), sigma);
    expect(Matrix.sub(effective(net), ratio).abs().max()).toBeLessThan(1e-6);
  });

  test.each([
    ['conv2d', conv2d({ channels: 4, kernelSize: 3, padding: 1, reparam: spectralNorm() }), 4, 1],
    ['conv2dTranspose', conv2dTranspose({ channels: 4, kernelSize: 3, reparam: spectralNorm() }), 4, 2],
  ])('of %s takes the kernel as [outputs, all that each reads]', (_, layer, outputs, outputAxis) => {
    const net = netOf(layer, [4, 4, 3]);
    train(net, 150, [1, 4, 4, 3]);
    const kernel = weightOf(net, 'kernel');
    const last = outputAxis === 1 ? kernel : tf.transpose(kernel, [0, 1, 3, 2]);
    const sigma = largest(matrixOf(last.dataSync(), outputs));
    const [u, v] = [matrixOf(valuesOf(net, 'u'), 1), matrixOf(valuesOf(net, 'v'), 1)];
    const estimate = v.transpose().mmul(matrixOf(last.dataSync(), outputs)).mmul(u).get(0, 0);
    expect(estimate).toBeCloseTo(sigma, 5);
    expect([u.rows, v.rows]).toEqual([outputs, 27]);
  });

  test('of a table takes a row as an output, as PyTorch does', () => {
    const net = netOf(embedding({ classes: 7, size: 2, reparam: spectralNorm() }), []);
    expect([weightOf(net, 'tableU').shape, weightOf(net, 'tableV').shape]).toEqual([[7], [2]]);
  });

  test('moves u and v at every call in training, and in no other', () => {
    const net = critic({ warmUp: 0 });
    const start = valuesOf(net, 'u');
    net.apply(tf.zeros([1, 6]), { training: false });
    net.apply(tf.zeros([1, 6]), { training: true, updateStatistics: false });
    expect(valuesOf(net, 'u')).toEqual(start);
    train(net, 1);
    const once = valuesOf(net, 'u');
    expect(once).not.toEqual(start);
    train(net, 1);
    expect(valuesOf(net, 'u')).not.toEqual(once);
  });

  test('takes as many steps as it is told', () => {
    const [twice, once] = [critic({ warmUp: 0, iterations: 2 }), critic({ warmUp: 0 })];
    train(twice, 1);
    train(once, 2);
    expect(valuesOf(twice, 'u')).toEqual(valuesOf(once, 'u'));
  });

  test('moves in inference where it is told to, as TensorFlow code does', () => {
    const net = critic({ warmUp: 0 });
    const start = valuesOf(net, 'u');
    net.apply(tf.zeros([1, 6]), { training: false, updateStatistics: true });
    expect(valuesOf(net, 'u')).not.toEqual(start);
  });

  test('inference divides by the stored vectors, or goes a step without keeping it', () => {
    const [stored, iterate] = [critic({ warmUp: 0 }), critic({ warmUp: 0, evaluation: 'iterate' })];
    const kernel = matrixOf(valuesOf(stored, 'kernel'), 5);
    const [u, v] = [matrixOf(valuesOf(stored, 'u'), 1), matrixOf(valuesOf(stored, 'v'), 1)];
    const sigma = v.transpose().mmul(kernel).mmul(u).get(0, 0);
    expect(Matrix.sub(effective(stored), Matrix.div(kernel, sigma)).abs().max()).toBeLessThan(1e-6);
    const before = valuesOf(iterate, 'u');
    const next = effective(iterate);
    expect(valuesOf(iterate, 'u')).toEqual(before);
    expect(Matrix.sub(next, effective(stored)).abs().max()).toBeGreaterThan(1e-5);
    expect(
      Matrix.sub(next, effective(stored, { training: true, updateStatistics: false } as { training: boolean }))
        .abs()
        .max(),
    ).toBe(0);
  });

  test('calls that keep nothing share one kernel, as D(real) and D(fake) of one step should', () => {
    const net = critic({ warmUp: 0 });
    const call = { training: true, updateStatistics: false };
    expect(effective(net, call)).toEqual(effective(net, call));
    train(net, 1);
    const moved = effective(net, call);
    expect(effective(net, call)).toEqual(moved);
  });

  test('treats u and v as constants, σ as what depends on the kernel', () => {
    const net = critic();
    const x = randomStream(5).normal([3, 6]);
    const { grads } = tf.variableGrads(() => tf.sum(net.apply(x, { training: false })), [...net.trainable]);
    // y does not change where the kernel grows as a whole: the gradient is orthogonal to it.
    const along = tf.sum(tf.mul(Object.values(grads)[0]!, weightOf(net, 'kernel'))).dataSync()[0];
    expect(along).toBeCloseTo(0, 4);
  });

  test('keeps u and v in a saved model', async () => {
    const net = critic();
    train(net, 3);
    const again = network(await reloaded(net.model));
    expect(valuesOf(again, 'u')).toEqual(valuesOf(net, 'u'));
    expect(valuesOf(again, 'v')).toEqual(valuesOf(net, 'v'));
    expect(effective(again)).toEqual(effective(net));
  });

  test.each([
    ['equalizedLearningRate', [equalizedLearningRate({ gain: 7 }), spectralNorm()]],
    ['weightNorm', [weightNorm(), spectralNorm()]],
  ])('behind %s normalizes what that makes of the kernel, from the first call on', (_, reparam) => {
    const net = critic({}, reparam);
    expect(largest(effective(net))).toBeCloseTo(1, 2);
    train(net, 100);
    expect(largest(effective(net))).toBeCloseTo(1, 6);
  });

  test('before equalizedLearningRate leaves its constant on the kernel', () => {
    const net = critic({}, [spectralNorm(), equalizedLearningRate({ gain: 2 })]);
    train(net, 100);
    expect(largest(effective(net))).toBeCloseTo(2 / Math.sqrt(6), 6);
  });

  test('frees what it makes, and teaches', () => {
    const before = tf.memory().numTensors;
    const net = critic();
    const x = tf.zeros([1, 6]);
    for (const training of [true, false]) tf.dispose(net.apply(x, { training }));
    x.dispose();
    net.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => spectralNorm({ iterations: 0 })).toThrow(
      'spectralNorm: iterations must be an integer >= 1, warmUp one >= 0. Got 0 and 15.',
    );
    expect(() => spectralNorm({ epsilon: 0 })).toThrow('spectralNorm: epsilon must be above 0. Got 0.');
    expect(() => spectralNorm({ evaluation: 'none' as 'stored' })).toThrow("evaluation must be 'stored' or 'iterate'. Got 'none'.");
  });
});
