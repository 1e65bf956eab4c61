import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { LossTerms } from '../contracts/index';
import { minimizeOver } from './minimizeOver';
import { sgd } from './sgd';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const batch = (): { x: tf.Tensor2D; y: tf.Tensor2D } => ({
  x: tf.tensor2d([1, 2, -1, 0.5, 3, -2, 1, 1, 0.3, 4], [5, 2]),
  y: tf.tensor2d([1, 0, 2, -1, 3], [5, 1]),
});

/** Least squares by a network of one kernel: its terms are means over samples. */
function update(microBatchSize?: number): { kernel: number[]; terms: Record<string, number>; parts: number[] } {
  const kernel = tf.variable(tf.tensor2d([0.5, -0.25], [2, 1]));
  const optimizer = sgd([{ trainable: [kernel] }], { learningRate: 0.1 });
  const parts: number[] = [];
  const data = batch();
  const terms = minimizeOver(optimizer, microBatchSize === undefined ? {} : { microBatchSize }, data, ({ x, y }): LossTerms => {
    parts.push(x.shape[0]);
    const squares = tf.square(tf.sub(tf.matMul(x, kernel as unknown as tf.Tensor2D), y));
    return { error: tf.mean(squares), size: tf.mul(tf.sum(tf.square(kernel)), 0.1) };
  });
  const numbers = Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, term.dataSync()[0]!]));
  const moved = [...kernel.dataSync()];
  tf.dispose([data.x, data.y, ...Object.values(terms)]);
  optimizer.dispose();
  kernel.dispose();
  return { kernel: moved, terms: numbers, parts };
}

describe('minimizeOver', () => {
  test('accumulates the gradient and the terms of the large batch, uneven parts included', () => {
    const whole = update();
    expect(whole.parts).toEqual([5]);
    for (const [size, parts] of [
      [5, [5]],
      [9, [5]],
      [4, [4, 1]],
      [2, [2, 2, 1]],
      [1, [1, 1, 1, 1, 1]],
    ] as const) {
      const accumulated = update(size);
      expect(accumulated.parts).toEqual(parts);
      accumulated.kernel.forEach((value, i) => expect(value).toBeCloseTo(whole.kernel[i]!, 6));
      for (const [name, value] of Object.entries(whole.terms)) expect(accumulated.terms[name]).toBeCloseTo(value, 5);
    }
  });

  test('keeps the terms and nothing else, and nothing where a part throws', () => {
    const kernel = tf.variable(tf.scalar(1));
    const optimizer = sgd([{ trainable: [kernel] }], { learningRate: 0.1 });
    const { x } = batch();
    const before = tf.memory().numTensors;
    const step = (fail: boolean): void => {
      let part = 0;
      const terms = minimizeOver(optimizer, { microBatchSize: 2 }, { x }, () => {
        if (fail && part++ === 1) throw new Error('stop');
        return { loss: tf.square(kernel) };
      });
      tf.dispose(Object.values(terms));
    };
    step(false);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => step(true)).toThrow('stop');
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([x, kernel]);
    optimizer.dispose();
  });

  test('refuses batches whose tensors differ in length', () => {
    const [a, b] = [tf.zeros([2, 1]), tf.zeros([3, 1])];
    const optimizer = sgd([], { learningRate: 0.1 });
    expect(() => minimizeOver(optimizer, {}, { a, b }, () => ({}))).toThrow(/one number of samples\. Got 2, 3/);
    tf.dispose([a, b]);
  });
});
