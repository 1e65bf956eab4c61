import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { chain, dense, initializeByData, initializers, type ModelNetwork, network, projectionHead } from '../index';
import { reloaded } from '../testing/reloaded';
import { registerReparam, type Reparams } from './reparam';
import { spectralNorm } from './spectralNorm';
import { weightNorm } from './weightNorm';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

registerReparam('testTimes', {
  initializer: () => initializers.constant(3),
  attach: ({ factor }, { weight, outputs }) => {
    const own = weight('factors', [outputs], initializers.constant(Number(factor)));
    return { kernel: (kernel) => tf.mul(kernel, own.read()) };
  },
});
registerReparam('testShift', { attach: () => ({ kernel: (kernel) => tf.add(kernel, 1) }) });
registerReparam('testBias', { attach: () => ({ kernel: (kernel) => kernel, bias: (bias: Tensor1D) => tf.mul(bias, 2) }) });

const netOf = (reparam: Reparams): ModelNetwork => network(chain({ shape: [2], name: 'net' }, dense({ units: 1, name: 'layer', reparam })));
const answer = (net: ModelNetwork): number => net.apply(tf.ones([1, 2]), { training: false }).dataSync()[0] ?? NaN;

describe('registerReparam', () => {
  test('makes one of your own work: its start, its weights, its options', () => {
    const net = netOf({ kind: 'testTimes', factor: 2 });
    expect(net.trainable.map(({ name }) => name)).toEqual(['net/layer/kernel', 'net/layer/bias', 'net/layer/factors']);
    expect(answer(net)).toBe(12);
  });

  test('is saved by its word', async () => {
    const net = netOf({ kind: 'testTimes', factor: 2 });
    net.trainable[2]!.assign(tf.tensor1d([5]));
    expect(answer(network(await reloaded(net.model)))).toBe(30);
  });

  test('several work in the order of their list', () => {
    const times = { kind: 'testTimes', factor: 2 };
    expect(answer(netOf([times, { kind: 'testShift' }]))).toBe(14);
    expect(answer(netOf([{ kind: 'testShift' }, times]))).toBe(16);
  });

  test('names its weights after the kernel that they belong to', () => {
    const head = projectionHead({ classes: 4, reparam: { kind: 'testTimes', factor: 1 } });
    head.build([[null, 3], [null]]);
    expect(head.weights.map(({ originalName }) => originalName.split('/').pop())).toEqual([
      'kernel',
      'bias',
      'factors',
      'table',
      'tableFactors',
    ]);
  });

  test('that changes the bias must tell how to undo it where the layer is fitted to data', () => {
    const net = netOf([{ kind: 'testBias' }, weightNorm()]);
    expect(() => initializeByData(net, randomStream(1).normal([4, 2]))).toThrow(
      'dense: a reparam that changes the bias must have storedBias beside bias where the layer is fitted to data. Got bias alone.',
    );
  });

  test('teaches', () => {
    const none = { attach: () => ({ kernel: (kernel: Tensor) => kernel }) };
    expect(() => registerReparam('spectralNorm', none)).toThrow(
      "registerReparam: the word 'spectralNorm' is taken. Choose another, with a prefix of your own.",
    );
    expect(() => netOf({ kind: 'testUnknown' })).toThrow(
      /dense: reparam must be one that is registered. Got 'testUnknown', known are: .*spectralNorm/,
    );
    expect(() => netOf([spectralNorm(), spectralNorm({ iterations: 2 })])).toThrow(
      'dense: reparam must name each kind once. Got spectralNorm, spectralNorm.',
    );
  });
});
