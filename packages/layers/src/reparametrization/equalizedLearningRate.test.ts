import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { chain, conv2d, conv2dTranspose, dense, initializers, type ModelNetwork, network } from '../index';
import { equalizedLearningRate } from './equalizedLearningRate';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

function momentsOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return { mean, deviation: Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length) };
}
const kernelOf = ({ trainable }: ModelNetwork): Float32Array => trainable[0]!.dataSync() as Float32Array;
const mapped = (args: Parameters<typeof equalizedLearningRate>[0], bias = 0): ModelNetwork => {
  const biasInitializer = initializers.constant(bias);
  return network(
    chain({ shape: [16], name: 'net', seed: 3 }, dense({ units: 400, biasInitializer, reparam: equalizedLearningRate(args) })),
  );
};

describe('equalizedLearningRate', () => {
  test.each([1, 0.01])('stores a kernel of deviation 1 / multiplier, %p, and computes with gain / √fanIn', (learningRateMultiplier) => {
    const net = mapped({ gain: Math.SQRT2, learningRateMultiplier });
    expect(momentsOf(kernelOf(net)).deviation * learningRateMultiplier).toBeCloseTo(1, 1);
    const effective = net.apply(tf.eye(16) as tf.Tensor, { training: false }).dataSync();
    effective.forEach((value, i) => {
      const expected = ((kernelOf(net)[i] ?? 0) * learningRateMultiplier * Math.SQRT2) / 4;
      expect(value).toBeCloseTo(expected, 5);
    });
  });

  test('multiplies the bias by the multiplier alone: one that begins at b is stored as b / multiplier', () => {
    const net = mapped({ gain: 3, learningRateMultiplier: 0.01 }, 100);
    expect(net.apply(tf.zeros([1, 16]), { training: false }).dataSync()[7]).toBeCloseTo(1, 5);
  });

  test.each([
    ['conv2d', conv2d({ channels: 800, kernelSize: 3, padding: 1, reparam: equalizedLearningRate() })],
    ['conv2dTranspose', conv2dTranspose({ channels: 800, kernelSize: 3, padding: 1, reparam: equalizedLearningRate() })],
  ])('counts the taps and the inputs of %s', (_, layer) => {
    const net = network(chain({ shape: [1, 1, 8], name: 'net', seed: 3 }, layer));
    const y = net.apply(tf.ones([1, 1, 1, 8]), { training: false }).dataSync();
    // One of 9 taps reads 8 ones: the variance is 8 / 72.
    expect(momentsOf(y).deviation).toBeCloseTo(1 / 3, 1);
  });

  test('the layer may be told another start', () => {
    const reparam = equalizedLearningRate();
    const net = network(chain({ shape: [4] }, dense({ units: 1, initializer: initializers.constant(1), reparam })));
    expect(net.apply(tf.ones([1, 4]), { training: false }).dataSync()[0]).toBeCloseTo(2, 6);
  });

  test('learns by the multiplier: its gradient is that much smaller', () => {
    const gradients = [1, 0.1].map((learningRateMultiplier) => {
      const net = mapped({ learningRateMultiplier });
      const { grads } = tf.variableGrads(() => tf.sum(net.apply(tf.ones([1, 16]), { training: false })), [...net.trainable]);
      return Object.values(grads).map((gradient) => gradient.dataSync()[0] ?? NaN);
    });
    gradients[0]!.forEach((whole, i) => expect(gradients[1]![i]! / whole).toBeCloseTo(0.1, 5));
  });

  test('teaches', () => {
    expect(() => equalizedLearningRate({ gain: 0 })).toThrow(
      'equalizedLearningRate: gain and learningRateMultiplier must be above 0. Got 0 and 1.',
    );
    expect(() => equalizedLearningRate({ learningRateMultiplier: NaN })).toThrow('Got 1 and NaN.');
  });
});
