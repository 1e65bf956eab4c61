import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { glu } from './glu';
import { maxout } from './maxout';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('maxout', () => {
  const x = (): tf.Tensor2D => tf.tensor2d([1, 5, 4, 3, 0, 6], [1, 6]);

  test('takes the largest of consecutive numbers, or of interleaved ones', () => {
    expect([...maxout(x(), { pieces: 2 }).dataSync()]).toEqual([5, 4, 6]);
    expect([...maxout(x(), { pieces: 2, slowest: 'pieces' }).dataSync()]).toEqual([3, 5, 6]);
    expect(maxout(tf.zeros([2, 3, 4, 6]), { pieces: 3, slowest: 'pieces' }).shape).toEqual([2, 3, 4, 2]);
  });

  test('sends the gradient to the largest', () => {
    installGradients();
    const gradient = tf.grad((input) => maxout(input, { pieces: 3 }))(x());
    expect([...gradient.dataSync()]).toEqual([0, 1, 0, 0, 0, 1]);
  });

  test('leaves one tensor, and teaches', () => {
    const input = x();
    const before = tf.memory().numTensors;
    maxout(input, { pieces: 2 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => maxout(input, { pieces: 4 })).toThrow('maxout: pieces must divide the last axis. Got pieces 4, last axis 6.');
    expect(() => maxout(input, { pieces: 2, slowest: 'rows' as 'units' })).toThrow(
      "maxout: slowest must be 'units' or 'pieces'. Got 'rows'.",
    );
    expect(() => maxout(tf.zeros([4]), { pieces: 2 })).toThrow('x must have the axes [N, …, C]');
  });
});

describe('glu', () => {
  test('gates the first half of the last axis by the second', () => {
    const y = glu(tf.tensor2d([4, 6, 0, 100, 1, 2, -100, 0], [2, 4]));
    expect(y.shape).toEqual([2, 2]);
    [2, 6, 0, 1].forEach((value, i) => expect(y.dataSync()[i]).toBeCloseTo(value, 6));
  });

  test('leaves one tensor, and teaches', () => {
    const input = tf.zeros([2, 4]);
    const before = tf.memory().numTensors;
    glu(input).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => glu(tf.zeros([2, 3]))).toThrow('glu: the last axis must be even. Got the shape [2, 3].');
  });
});
