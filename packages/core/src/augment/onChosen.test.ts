import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../autodiff/index';
import { onChosen } from './onChosen';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const images = (): Tensor4D => tf.tensor4d([1, 2, 3, 4, 5, 6], [3, 1, 2, 1]);
const tenfold = (x: Tensor4D): Tensor4D => tf.mul(x, 10);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('onChosen', () => {
  test('changes the chosen images where they stand', () => {
    expect(numbers(onChosen(images(), [true, false, true], tenfold))).toEqual([10, 20, 3, 4, 50, 60]);
    expect(numbers(onChosen(images(), [true, true, true], tenfold))).toEqual([10, 20, 30, 40, 50, 60]);
  });

  test('gives the change the chosen alone, and nothing where none is', () => {
    const shapes: number[][] = [];
    const seen = (x: Tensor4D): Tensor4D => {
      shapes.push(x.shape);
      return x;
    };
    const x = images();
    expect(onChosen(x, [false, false, false], seen)).toBe(x);
    onChosen(x, [false, true, false], seen);
    expect(shapes).toEqual([[1, 1, 2, 1]]);
  });

  test('brings the gradient back on both ways', () => {
    installGradients();
    const f = (x: Tensor): Tensor => tf.sum(tf.square(onChosen(x as Tensor4D, [false, true, false], tenfold)));
    expect(numbers(tf.grad(f)(images()))).toEqual([2, 4, 600, 800, 10, 12]);
  });
});
