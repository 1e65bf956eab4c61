import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../random/index';
import { mirror } from './mirror';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('mirror', () => {
  test('turns left to right, and twice gives the images back', () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
    const all = mirror({ probability: 1 });
    const once = all.apply(x, randomStream(1));
    expect(numbers(once)).toEqual([3, 4, 1, 2, 7, 8, 5, 6]);
    expect(numbers(all.apply(once, randomStream(2)))).toEqual(numbers(x));
  });

  test('turns about half of the images, or as many as it is told, and leaves the others', () => {
    const x = tf.tile(tf.tensor4d([0, 1], [1, 1, 2, 1]), [2000, 1, 1, 1]);
    const turned = (probability?: number): number => {
      const y = mirror(probability === undefined ? {} : { probability }).apply(x, randomStream(3));
      return numbers(tf.sum(tf.slice(y, [0, 0, 0, 0], [2000, 1, 1, 1])))[0] ?? NaN;
    };
    expect(Math.abs(turned() - 1000)).toBeLessThan(100);
    expect(Math.abs(turned(0.1) - 200)).toBeLessThan(60);
    expect(turned(0)).toBe(0);
  });

  test('draws as many numbers whatever the probability', () => {
    const x = tf.ones<tf.Rank.R4>([5, 2, 2, 1]);
    const after = [0, 0.5, 1].map((probability) => {
      const random = randomStream(1);
      mirror({ probability }).apply(x, random);
      return random.next();
    });
    expect(new Set(after).size).toBe(1);
  });

  test('teaches', () => {
    expect(() => mirror({ probability: 1.5 })).toThrow('mirror: probability must be a number in [0, 1]. Got 1.5.');
  });
});
