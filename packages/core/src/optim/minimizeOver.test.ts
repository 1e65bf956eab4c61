import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { LossTerms, Parts } from '../contracts/index';
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

  test('refuses terms that come and go', () => {
    const kernel = tf.variable(tf.scalar(1));
    const optimizer = sgd([{ trainable: [kernel] }], { learningRate: 0.1 });
    const { x } = batch();
    const before = tf.memory().numTensors;
    let part = 0;
    const terms = (): LossTerms => ({ loss: tf.square(kernel), ...(part++ > 0 ? { late: tf.scalar(0) } : {}) });
    const message = "the terms of 'sgd' must be the same for each part of a batch. Got loss; then loss, late. Return 0";
    expect(() => minimizeOver(optimizer, { microBatchSize: 2 }, { x }, terms)).toThrow(message);
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

/** What a rank passes to `sum`, by round. */
type Passed = readonly (readonly number[])[];

/** A rank of two comes to a round whose sums are not known yet. */
class Waits extends Error {
  constructor(readonly passed: readonly number[]) {
    super('waits');
  }
}

/** An update of a kernel and a running average over a batch of 4, by parts of 1: all of them, or those of a rank whose `others` are known so far. */
function updateByPart(size: number, rank = 0, others: Passed = []): { state: number[]; passed: Passed; seen: number[] } {
  const [kernel, average] = [tf.variable(tf.tensor2d([0.5, -0.25], [2, 1])), tf.variable(tf.scalar(0.3), false)];
  const optimizer = sgd([{ trainable: [kernel] }], { learningRate: 0.1 });
  const [passed, seen]: [number[][], number[]] = [[], []];
  const sum = (tensors: readonly tf.Tensor[]): readonly tf.Tensor[] => {
    const own = tensors.flatMap((tensor) => [...tensor.dataSync()]);
    const theirs = others[passed.length];
    passed.push(own);
    if (size === 1) return tensors;
    if (!theirs) throw new Waits(own);
    let at = 0;
    const next = (): number => (rank === 0 ? own[at]! + theirs[at++]! : theirs[at]! + own[at++]!);
    return tensors.map(({ shape, size: count }) => tf.tensor(Float32Array.from({ length: count }, next), shape));
  };
  const parts = (): Parts => ({ ...{ rank, size, sum, moving: [average] }, during: (part, evaluate) => (seen.push(part), evaluate()) });
  const { x, y } = batch();
  const four = { x: tf.slice(x, [0], [4]), y: tf.slice(y, [0], [4]) };
  try {
    const terms = minimizeOver(optimizer, { microBatchSize: 1, parts }, four, (part): LossTerms => {
      average.assign(tf.add(tf.mul(average, 0.9), tf.mul(tf.mean<tf.Scalar>(part.x), 0.1)));
      return { error: tf.mean(tf.square(tf.sub(tf.matMul(part.x, kernel as unknown as tf.Tensor2D), part.y))) };
    });
    return { state: [kernel, average, terms['error']!].flatMap((tensor) => [...tensor.dataSync()]), passed, seen };
  } finally {
    tf.dispose([x, y, ...Object.values(four), kernel, average]);
    optimizer.dispose();
  }
}

describe('minimizeOver with parts elsewhere', () => {
  test('gives each rank the same bits as one process', () => {
    const alone = updateByPart(1);
    expect(alone.seen).toEqual([0, 1, 2, 3]);
    // Each part begins at 0.3; the mean of where they come to stays.
    const means = [1.5, -0.25, 0.5, 1];
    expect(alone.state[2]).toBeCloseTo(0.27 + (0.1 * means.reduce((sum, mean) => sum + mean)) / 4, 6);
    const passed: [number[][], number[][]] = [[], []];
    for (const round of [0, 1]) {
      const now = ([0, 1] as const).map((rank) => waitsWith(() => updateByPart(2, rank, passed[(1 - rank) as 0 | 1])));
      expect([round, ...now.map((one) => one.length)]).toEqual([round, 4, 4]);
      for (const rank of [0, 1] as const) passed[rank].push(now[rank]!);
    }
    const [first, second] = ([0, 1] as const).map((rank) => updateByPart(2, rank, passed[(1 - rank) as 0 | 1]));
    expect([first!.seen, second!.seen]).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect([first!.state, second!.state]).toEqual([alone.state, alone.state]);
  });

  test('lets each rank do all where the parts do not go round', () => {
    const alone = updateByPart(1);
    expect(updateByPart(3, 2)).toEqual({ state: alone.state, passed: [], seen: [0, 1, 2, 3] });
  });
});

function waitsWith(update: () => unknown): number[] {
  try {
    update();
  } catch (error) {
    if (error instanceof Waits) return [...error.passed];
    throw error;
  }
  throw new Error('did not wait');
}
