import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../autodiff/index';
import { randomStream } from '../random/index';
import { ada, type AdaOptions } from './index';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
/** Logits [10, 1] of which so many are above 0. */
const logits = (positive: number): tf.Tensor2D => tf.tensor2d(Array.from({ length: 10 }, (_, i) => (i < positive ? 0.1 : -7)), [10, 1]); // prettier-ignore
/** 10 images an observation: the probability moves by 20 of 200. */
const options: AdaOptions = { interval: 2, speed: 200, target: 0.6 };

let tensorsBefore = 0;
beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => {
  tf.engine().startScope();
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => tf.engine().endScope());

describe('ada', () => {
  test('moves the probability each interval, by the mean sign of what was observed since', async () => {
    const augmentation = ada(options);
    const path: number[] = [];
    for (const positive of [10, 10, 10, 7, 0, 10, 0, 0, 8, 8]) {
      augmentation.observe(logits(positive));
      path.push(await augmentation.adjust());
    }
    // Means 1 (up), 0.7 (up), 0 (down), -1 (down), 0.6 (at the target: rest).
    expect(path.map((p) => Math.round(p * 1e6) / 1e6)).toEqual([0, 0.1, 0.1, 0.2, 0.2, 0.1, 0.1, 0, 0, 0]);
    expect(augmentation.probability).toBe(path.at(-1));
    augmentation.dispose();
  });

  test('never goes below 0 or above its limit', async () => {
    const augmentation = ada({ ...options, interval: 1, limit: 0.08 });
    augmentation.observe(logits(0));
    expect(await augmentation.adjust()).toBe(0);
    for (let step = 0; step < 3; step++) {
      augmentation.observe(logits(10));
      await augmentation.adjust();
    }
    expect(augmentation.probability).toBe(0.08);
    expect(ada({ probability: 0.5, limit: 0.3 }).probability).toBe(0.3);
    augmentation.dispose();
  });

  test('counts the images of logits of patches once', async () => {
    const augmentation = ada({ interval: 1, speed: 8 });
    augmentation.observe(tf.ones([2, 3, 3, 1]));
    expect(await augmentation.adjust()).toBe(0.25);
    augmentation.dispose();
  });

  test('at the start changes nothing, later more and more', async () => {
    const augmentation = ada({ pipe: 'color', interval: 1, speed: 10 });
    const x = randomStream(1).uniform([4, 4, 4, 3]) as Tensor4D;
    expect(numbers(augmentation.apply(x, randomStream(2)))).toEqual(numbers(x));
    augmentation.observe(logits(10));
    await augmentation.adjust();
    expect(augmentation.probability).toBe(1);
    expect(numbers(augmentation.apply(x, randomStream(2)))).not.toEqual(numbers(x));
    augmentation.dispose();
  });

  test('observes within a function that is differentiated, without a word to the derivative', () => {
    installGradients();
    const augmentation = ada(options);
    const gradient = tf.grad((x: Tensor) => {
      augmentation.observe(x);
      return tf.sum(tf.square(x));
    })(tf.tensor1d([1, -2, 3]));
    expect(numbers(gradient)).toEqual([2, -4, 6]);
    expect(numbers(augmentation.state.tensors()['signs'] ?? tf.scalar(NaN))).toEqual([1]);
    augmentation.dispose();
  });

  test('keeps one tensor, and frees it once', async () => {
    const real = logits(9);
    const augmentation = ada(options);
    for (let step = 0; step < 5; step++) {
      augmentation.observe(real);
      await augmentation.adjust();
    }
    expect(tf.memory().numTensors).toBe(tensorsBefore + 2);
    augmentation.dispose();
    augmentation.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore + 1);
    expect(() => augmentation.observe(real)).toThrow('ada: the augmentation was disposed. Build a new one.');
    await expect(augmentation.adjust()).rejects.toThrow('was disposed');
  });

  test('restored in the middle of an interval goes on exactly', async () => {
    const path = async (augmentation: ReturnType<typeof ada>, from: number, to: number): Promise<number[]> => {
      const probabilities: number[] = [];
      for (let step = from; step < to; step++) {
        augmentation.observe(logits((step * 7) % 11));
        probabilities.push(await augmentation.adjust());
      }
      return probabilities;
    };
    const whole = ada({ ...options, interval: 3 });
    await path(whole, 0, 7);
    const saved = { signs: tf.clone(whole.state.tensors()['signs'] ?? tf.scalar(NaN)) };
    const json = JSON.parse(JSON.stringify(whole.state.toJson())) as ReturnType<typeof whole.state.toJson>;
    const rest = await path(whole, 7, 30);
    const resumed = ada({ ...options, interval: 3 });
    resumed.state.restore(saved, json);
    expect(await path(resumed, 7, 30)).toEqual(rest);
    expect(resumed.state.toJson()).toEqual(whole.state.toJson());
    tf.dispose([saved.signs]);
    whole.dispose();
    resumed.dispose();
  });

  test('restore checks everything before it changes anything', () => {
    const augmentation = ada({ probability: 0.25 });
    const good = { probability: 0.5, observations: 1, images: 2, logits: 2 };
    const signs = tf.scalar(2);
    const refused: readonly [Parameters<typeof augmentation.state.restore>, RegExp][] = [
      [[{ signs }, {}], /probability must be a finite number >= 0. Got nothing/],
      [[{ signs }, { ...good, images: -1 }], /images must be an integer >= 0. Got -1. Pass what toJson returned/],
      [[{}, good], /ada: restoring: .*Missing: signs/],
      [[{ signs: tf.ones([2]) }, good], /signs \(expected float32 \[\], got float32 \[2\]\)/],
    ];
    for (const [state, message] of refused) expect(() => augmentation.state.restore(...state)).toThrow(message);
    expect(augmentation.state.toJson()).toEqual({ probability: 0.25, observations: 0, images: 0, logits: 0 });
    augmentation.state.restore({ signs }, good);
    expect(augmentation.state.toJson()).toEqual(good);
    augmentation.dispose();
  });

  test('teaches', async () => {
    const refused: readonly [AdaOptions, string][] = [
      [{ interval: 0 }, 'ada: interval must be an integer above 0. Got 0.'],
      [{ target: 3 }, 'target must lie in [-1, 1]. Got 3.'],
      [{ speed: 0 }, 'speed must be a number of images above 0. Got 0.'],
      [{ probability: -0.1 }, 'ada: probability must be a finite number >= 0. Got -0.1.'],
      [{ limit: NaN }, 'ada: limit must be at least 0. Got NaN.'],
    ];
    for (const [wrong, message] of refused) expect(() => ada(wrong)).toThrow(message);
    expect(tf.memory().numTensors).toBe(tensorsBefore);
    const augmentation = ada({ interval: 1 });
    expect(() => augmentation.observe(tf.zeros([0, 1]))).toThrow('ada: observe expects logits [N, …]. Got the shape [0, 1].');
    expect(() => augmentation.observe(tf.scalar(1))).toThrow('Got the shape [].');
    augmentation.observe(tf.tensor1d([1, NaN]));
    await expect(augmentation.adjust()).rejects.toThrow('ada: the logits of real images must be finite numbers. Got NaN or Infinity');
    augmentation.dispose();
  });
});
