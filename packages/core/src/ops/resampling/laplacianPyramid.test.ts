import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Rank, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { laplacianPyramid } from './laplacianPyramid';
import { laplacianReconstruct } from './laplacianReconstruct';
import { pyramidDown, type PyramidFilter } from './pyramidDown';
import { pyramidUp } from './pyramidUp';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('laplacianPyramid', () => {
  test('of a box is the difference from the mean of each block', () => {
    const [fine, coarse] = laplacianPyramid(tf.tensor4d([1, 2, 3, 6], [1, 2, 2, 1]), { levels: 2, filter: 'box' });
    expect(numbers(fine!)).toEqual([-2, -1, 0, 3]);
    expect(numbers(coarse!)).toEqual([3]);
  });

  test.each<PyramidFilter>(['box', 'binomial'])('finds no detail in a flat image, %s', (filter) => {
    const bands = laplacianPyramid(tf.fill([1, 16, 8, 2], 3), { levels: 2, filter });
    expect(bands.map(({ shape }) => shape)).toEqual([[1, 16, 8, 2], [1, 8, 4, 2]]); // prettier-ignore
    for (const [i, band] of bands.entries()) expect(numbers(band)).toEqual(Array<number>(band.size).fill(i === 0 ? 0 : 3));
  });

  test.each<PyramidFilter>(['box', 'binomial'])('is put together again, %s', (filter) => {
    const x = randomStream(1).normal([2, 16, 16, 3]) as Tensor4D;
    const again = laplacianReconstruct(laplacianPyramid(x, { filter }), { filter });
    expect(tf.max(tf.abs(tf.sub(x, again))).dataSync()[0]).toBeLessThan(1e-5);
  });

  test('has one band where one level is asked for: the image, as a tensor of its own', () => {
    const x = tf.ones<Rank.R4>([1, 3, 3, 1]);
    const [only, ...rest] = laplacianPyramid(x, { levels: 1 });
    expect(rest).toEqual([]);
    only!.dispose();
    expect(numbers(x)).toEqual(Array<number>(9).fill(1));
  });

  test('leaves its bands, and nothing else', () => {
    const x = randomStream(2).normal([1, 8, 8, 1]) as Tensor4D;
    const before = tf.memory().numTensors;
    const bands = laplacianPyramid(x, { levels: 2 });
    expect(tf.memory().numTensors).toBe(before + 2);
    laplacianReconstruct(bands).dispose();
    laplacianReconstruct(bands.slice(1)).dispose();
    expect(tf.memory().numTensors).toBe(before + 2);
  });

  test('teaches', () => {
    const x = tf.ones<Rank.R4>([1, 6, 8, 1]);
    expect(() => laplacianPyramid(x)).toThrow('laplacianPyramid: height and width must be multiples of 4 for 3 levels. Got 6 x 8.');
    expect(() => laplacianPyramid(x, { levels: 0 })).toThrow('laplacianPyramid: levels must be an integer >= 1. Got 0.');
    expect(() => laplacianPyramid(x, { levels: 2, filter: 'gauss' as PyramidFilter })).toThrow(
      "filter must be 'box' or 'binomial'. Got \"gauss\".",
    );
    expect(() => pyramidDown(tf.ones([1, 3, 4, 1]))).toThrow('pyramidDown: height and width must be even. Got 3 x 4.');
    expect(() => pyramidDown(tf.ones([1, 2, 4, 1]))).toThrow('must have more than 2 pixels a side to mirror. Got 2 x 4. Use the filter');
    expect(() => laplacianReconstruct([tf.ones([1, 4, 4, 1]), tf.ones([1, 2, 2, 3])])).toThrow('Batch and channels stay.');
    expect(() => laplacianReconstruct([x], { filter: 'gauss' as PyramidFilter })).toThrow("filter must be 'box' or 'binomial'.");
    expect(() => laplacianReconstruct([])).toThrow('laplacianReconstruct: bands must hold at least one image. Got none.');
    expect(() => laplacianReconstruct([x, x])).toThrow('bands[1] must be half as large as the one before, [1, 6, 8, 1]. Got [1, 6, 8, 1].');
  });
});

describe('pyramidUp', () => {
  test('copies with the box, and is smooth with the binomial filter', () => {
    const x = tf.tensor4d([0, 8, 0, 8], [1, 2, 2, 1]);
    expect(numbers(pyramidUp(x, { filter: 'box' })).slice(0, 4)).toEqual([0, 0, 8, 8]);
    expect(numbers(pyramidUp(x)).slice(0, 4)).toEqual([2, 4, 7, 8]);
  });
});
