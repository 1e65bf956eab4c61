import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { installGradients, randomStream } from '@ganblocks/core';
import { chain, network } from '@ganblocks/layers';
import { activationNoise } from './activationNoise';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const noisy = () => network(chain({ shape: [3, 100], name: 'noisy' }, activationNoise({ deviation: 0.2, name: 'noise' })));

test('training adds Gaussian noise of its deviation, the same for the same stream; inference none', () => {
  const net = noisy();
  const x = tf.fill([4, 3, 100], 5);
  const before = tf.memory().numTensors;
  const training = (seed: number) => net.apply(x, { training: true, random: randomStream(seed) });
  const [first, again, still] = [training(1), training(1), net.apply(x, { training: false })];
  const { mean, variance } = tf.tidy(() => {
    const moments = tf.moments(first);
    return { mean: moments.mean.dataSync()[0]!, variance: moments.variance.dataSync()[0]! };
  });
  expect(mean).toBeCloseTo(5, 1);
  expect(Math.sqrt(variance)).toBeCloseTo(0.2, 1);
  expect(again.dataSync()).toEqual(first.dataSync());
  expect(still.dataSync()).toEqual(x.dataSync());
  tf.dispose([first, again, still]);
  expect(tf.memory().numTensors).toBe(before);
  net.dispose();
  x.dispose();
});

test('gradients go through as they come, and reals and fakes are judged apart', () => {
  const net = noisy();
  const slope = tf.grad((x: tf.Tensor) => tf.sum(net.apply(x, { training: true, random: randomStream(2) })))(tf.zeros([1, 3, 100]));
  expect(new Set(slope.dataSync())).toEqual(new Set([1]));
  expect(net.perExample).toBe(false);
  net.dispose();
});

test('is saved with its deviation, and refuses one below 0', () => {
  const { deviation } = activationNoise({ deviation: 0.1 }).getConfig();
  expect(deviation).toBe(0.1);
  expect(() => activationNoise({ deviation: -1 })).toThrow('activationNoise: deviation must be a finite number >= 0. Got -1.');
});
