import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as initializers from '../initializers/index';
import { input } from '../model/input';
import { type ModelNetwork, network } from '../model/network';
import { equalizedLearningRate } from '../reparametrization/index';
import { adaptiveConv2d } from './adaptiveConv2d';
import { modulatedConv2d } from './modulatedConv2d';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const random = randomStream(3);
const x = (): Tensor4D => random.split('x').normal([2, 4, 4, 2]) as Tensor4D;
const w = (): Tensor2D => random.split('w').normal([2, 3]) as Tensor2D;

function netOf(layer: layers.Layer): ModelNetwork<Tensor[]> {
  const inputs = [input({ shape: [4, 4, 2], seed: 1 }), input({ shape: [3], name: 'w' })];
  return network(tfl.model({ inputs, outputs: layer.apply(inputs) as SymbolicTensor }));
}

const apply = (layer: layers.Layer): { readonly y: Tensor4D; readonly weight: (word: string) => Variable } => {
  const net = netOf(layer);
  const weight = (word: string): Variable => net.trainable.find(({ name }) => name.endsWith(`/${word}`))!;
  return { y: net.apply([x(), w()], { training: false }) as Tensor4D, weight };
};

const farthest = (a: Tensor, b: Tensor): number => {
  expect(a.shape).toEqual(b.shape);
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;
};

/** Each image with a kernel of its own, `[kh, kw, C, K]`, which its style scales and whose outputs then have the length 1. */
function oneByOne(kernels: readonly Tensor[], style: Tensor): Tensor4D {
  const images = tf.split<Tensor4D>(x(), 2);
  const outputs = tf.split(style, 2).map((s, n) => {
    const modulated = tf.mul(kernels[n]!, tf.reshape(s, [1, 1, 2, 1]));
    const length = tf.sqrt(tf.add(tf.sum(tf.square(modulated), [0, 1, 2], true), 1e-8));
    return tf.conv2d<Tensor4D>(images[n]!, tf.div<Tensor4D>(modulated, length), 1, 'same');
  });
  return tf.concat(outputs);
}

const styleOf = (weight: (word: string) => Variable): Tensor =>
  tf.add(tf.matMul(w(), tf.div<Tensor2D>(weight('affine'), Math.sqrt(3))), weight('affineBias'));

const reparam = equalizedLearningRate();

describe('modulatedConv2d', () => {
  test('is a convolution of each image with its own kernel', () => {
    const biasInitializer = initializers.normal();
    const { y, weight } = apply(modulatedConv2d({ channels: 3, kernelSize: 3, reparam, biasInitializer }));
    const kernel = tf.div(weight('kernel'), Math.sqrt(18));
    expect(farthest(y, tf.add(oneByOne([kernel, kernel], styleOf(weight)), weight('bias')))).toBeLessThan(1e-5);
  });

  test('has styles about 1 at first', () => {
    const { weight } = apply(modulatedConv2d({ channels: 3, kernelSize: 3, affineInitializer: initializers.constant(0) }));
    expect([...styleOf(weight).dataSync()]).toEqual([1, 1, 1, 1]);
  });
});

describe('adaptiveConv2d', () => {
  test('convolves each image with its own mixture of the bank', () => {
    const { y, weight } = apply(adaptiveConv2d({ channels: 3, kernelSize: 3, kernels: 4, reparam, useBias: false }));
    const logits = tf.add(tf.matMul(w(), tf.div<Tensor2D>(weight('select'), Math.sqrt(3))), weight('selectBias'));
    const bank = tf.reshape(tf.div(weight('kernel'), Math.sqrt(72)), [4, 54]);
    const mixed = tf.split(tf.matMul(tf.softmax(logits), bank), 2).map((kernel) => tf.reshape(kernel, [3, 3, 2, 3]));
    expect(farthest(y, oneByOne(mixed, styleOf(weight)))).toBeLessThan(1e-5);
  });

  test('draws its bank with the fans of one kernel', () => {
    const initializer = initializers.varianceScaling();
    const layer = adaptiveConv2d({ channels: 32, kernelSize: 3, kernels: 8, initializer });
    const kernel = apply(layer).weight('kernel');
    expect(tf.mean(tf.square(kernel)).dataSync()[0]! * 18).toBeCloseTo(1, 1);
  });
});
