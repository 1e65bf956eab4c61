import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { chain, gaussianNoise, network } from '../index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const netOf = (deviation: number) => network(chain({ shape: [1000], name: 'net' }, gaussianNoise({ deviation })));

test('adds noise of that deviation in training, from the stream of the call, and none in inference', () => {
  const [net, x] = [netOf(0.5), tf.fill([4, 1000], 3)];
  const noisy = (seed: number): Float32Array => net.apply(x, { training: true, random: randomStream(seed) }).dataSync() as Float32Array;
  const { mean, variance } = tf.moments(tf.tensor1d(noisy(1)));
  expect(mean.dataSync()[0]).toBeCloseTo(3, 1);
  expect(Math.sqrt(variance.dataSync()[0]!)).toBeCloseTo(0.5, 1);
  expect(noisy(1)).toEqual(noisy(1));
  expect(noisy(2)).not.toEqual(noisy(1));
  expect(new Set(net.apply(x, { training: false }).dataSync())).toEqual(new Set([3]));
  expect(net.perExample).toBe(false);
});

test('needs a stream in training, unless there is no noise', () => {
  const x = tf.zeros([1, 1000]);
  expect(() => netOf(0.5).apply(x, { training: true })).toThrow('gaussianNoise: the call must carry a random stream. Got none.');
  expect(new Set(netOf(0).apply(x, { training: true }).dataSync())).toEqual(new Set([0]));
});
