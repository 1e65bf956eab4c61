import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../random/index';
import { adaPipeline } from './adaPipeline';
import type { AdaPipe, AdaStrengths } from './adaStrengths';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const drawn = (...shape: number[]): Tensor4D => randomStream(1).uniform(shape, { low: -1 }) as Tensor4D;
/** How many images of a batch are other than they were, in any digit. */
const changed = (x: Tensor4D, y: Tensor4D): number => numbers(tf.any(tf.notEqual(x, y), [1, 2, 3])).reduce((sum, is) => sum + is, 0);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('adaPipeline', () => {
  const pipes: readonly AdaPipe[] = ['blit', 'geom', 'color', 'filter', 'noise', 'cutout', 'bg', 'bgc', 'bgcf', 'bgcfn', 'bgcfnc'];

  test.each(pipes)('%s at probability 0 is the identity, digit by digit', (pipe) => {
    const x = drawn(4, 9, 8, 3);
    expect(numbers(adaPipeline({ pipe, probability: 0 }).apply(x, randomStream(1)))).toEqual(numbers(x));
  });

  test.each(pipes)('%s at probability 1 changes images', (pipe) => {
    const x = drawn(4, 9, 8, 3);
    const y = adaPipeline({ pipe }).apply(x, randomStream(1));
    expect(changed(x, y)).toBeGreaterThan(0);
  });

  const each: readonly (readonly [AdaStrengths, number])[] = [
    [{ scale: 1 }, 0.3],
    [{ flip: 1 }, 0.15],
    [{ contrast: 0.5 }, 0.15],
    [{ filter: 1 }, 1 - 0.7 ** 4],
    [{ noise: 1 }, 0.3],
    [{ cutout: 1 }, 0.3],
  ];
  test.each(each)('%j leaves the images that the draws leave out', (pipe, expected) => {
    const x = drawn(600, 4, 4, 1);
    const y = adaPipeline({ pipe, probability: 0.3 }).apply(x, randomStream(2));
    expect(Math.abs(changed(x, y) / 600 - expected)).toBeLessThan(0.06);
  });

  test('takes a probability above 1 for 1', () => {
    const x = drawn(1, 12, 12, 3);
    const alone = adaPipeline({ pipe: 'bgc' }).apply(x, randomStream(3));
    expect(numbers(adaPipeline({ pipe: 'bgc', probability: 7 }).apply(x, randomStream(3)))).toEqual(numbers(alone));
  });

  test('goes as far as it is told', () => {
    const x = drawn(3, 8, 8, 1);
    const none = adaPipeline({ pipe: { brightness: 1, noise: 1 }, magnitudes: { brightness: 0, noise: 0 } });
    expect(numbers(none.apply(x, randomStream(1)))).toEqual(numbers(x));
    const black = adaPipeline({ pipe: 'cutout', magnitudes: { cutout: 2 } }).apply(x, randomStream(1));
    expect(numbers(tf.max(tf.abs(black)))).toEqual([0]);
  });

  test('teaches', () => {
    expect(() => adaPipeline({ pipe: 'bcg' as AdaPipe })).toThrow(
      'adaPipeline: pipe must be one of blit, geom, color, filter, noise, cutout, bg, bgc, bgcf, bgcfn, bgcfnc, or multipliers by name. Got "bcg".',
    );
    expect(() => adaPipeline({ pipe: { xflip: 1 } as AdaStrengths })).toThrow('adaPipeline: pipe must be among flip, rotate90');
    expect(() => adaPipeline({ pipe: { flip: -1 } })).toThrow('adaPipeline: pipe flip must be a finite number >= 0. Got -1.');
    expect(() => adaPipeline({ magnitudes: { scale: NaN } })).toThrow(
      'adaPipeline: magnitudes scale must be a finite number >= 0. Got NaN.',
    );
    expect(() => adaPipeline({ probability: Infinity })).toThrow('adaPipeline: probability must be a finite number >= 0. Got Infinity.');
    expect(() => adaPipeline().apply(drawn(1, 4, 4, 2), randomStream(3))).toThrow(
      'transformColors: images must have 1 or 3 channels. Got 2.',
    );
  });
});
