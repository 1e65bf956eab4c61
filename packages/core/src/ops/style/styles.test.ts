import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { drawCrossover, mixStyles } from './mixStyles';
import { truncate } from './truncate';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('truncate', () => {
  const average = (): tf.Tensor1D => tf.tensor1d([1, -1]);

  test('draws styles to the average', () => {
    expect([...truncate(tf.tensor2d([[3, 3]]), { average: average(), psi: 0.5 }).dataSync()]).toEqual([2, 1]);
    expect(truncate(tf.tensor2d([[2, 0]]), { average: average() }).dataSync()[0]).toBeCloseTo(1.7, 6);
    expect([...truncate(tf.tensor2d([[3, 3]]), { average: average(), psi: 0 }).dataSync()]).toEqual([1, -1]);
  });

  test('in the first layers alone, where told so', () => {
    const w = tf.ones([1, 3, 2]);
    expect([...truncate(w, { average: average(), psi: 0.5, layers: 2 }).dataSync()]).toEqual([1, 0, 1, 0, 1, 1]);
    expect([...truncate(w, { average: average(), psi: 0.5 }).dataSync()]).toEqual([1, 0, 1, 0, 1, 0]);
    expect([...truncate(w, { average: average(), psi: 0.5, layers: 8 }).dataSync()]).toEqual([1, 0, 1, 0, 1, 0]);
  });

  test('by a ψ of its own for each sample', () => {
    const psi = tf.tensor1d([0, 0.5]);
    expect([...truncate(tf.tensor2d([[3, 3], [3, 3]]), { average: average(), psi }).dataSync()]).toEqual([1, -1, 2, 1]); // prettier-ignore
    const layered = truncate(tf.ones([2, 2, 2]), { average: average(), psi, layers: 1 });
    expect([...layered.dataSync()]).toEqual([1, -1, 1, 1, 1, 0, 1, 1]);
    expect(() => truncate(tf.ones([3, 2]), { average: average(), psi })).toThrow(
      'truncate: psi must be a finite number, or one for each of the 3 samples. Got the shape [2].',
    );
  });

  test('leaves one tensor, and teaches', () => {
    const [w, mean] = [tf.ones([2, 3, 2]), average()];
    const before = tf.memory().numTensors;
    truncate(w, { average: mean, layers: 1 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => truncate(w, { average: tf.zeros([3]) })).toThrow('truncate: average must hold one number for each of the 2 channels');
    expect(() => truncate(tf.ones([2, 2]), { average: mean, layers: 1 })).toThrow(
      'truncate: layers, an integer >= 0, needs styles [N, L, D]. Got layers 1, the shape [2, 2].',
    );
    expect(() => truncate(mean, { average: mean })).toThrow('w must have the axes [N, D] or [N, L, D]');
    expect(() => truncate(w, { average: mean, psi: NaN })).toThrow('psi must be a finite number');
  });
});

describe('mixStyles', () => {
  test('takes the second style from the crossover on', () => {
    const [first, second] = [tf.zeros<tf.Rank.R3>([2, 4, 1]), tf.ones<tf.Rank.R3>([2, 4, 1])];
    const mixed = (crossover: number): number[] => [...mixStyles(first, second, { crossover }).dataSync()].slice(0, 4);
    expect([0, 1, 3, 4].map(mixed)).toEqual([[1, 1, 1, 1], [0, 1, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]]); // prettier-ignore
    expect([...mixStyles(first, second, { crossover: 2 }).dataSync()].slice(4)).toEqual([0, 0, 1, 1]);
  });

  test('leaves one tensor, and teaches', () => {
    const [first, second] = [tf.zeros<tf.Rank.R3>([2, 4, 3]), tf.ones<tf.Rank.R3>([2, 4, 3])];
    const before = tf.memory().numTensors;
    for (const crossover of [0, 2, 4]) mixStyles(first, second, { crossover }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => mixStyles(first, second, { crossover: 5 })).toThrow('mixStyles: crossover must be an integer in [0, 4]. Got 5.');
    expect(() => mixStyles(first, tf.ones([2, 3, 3]), { crossover: 1 })).toThrow('first and second must have the same shape');
  });
});

describe('drawCrossover', () => {
  test('mixes as often as told, anywhere alike', () => {
    const random = randomStream(9);
    const counts = new Map<number, number>();
    for (let i = 0; i < 4000; i++) {
      const crossover = drawCrossover(random, { layers: 4, probability: 0.75 });
      counts.set(crossover, (counts.get(crossover) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4]);
    for (const seen of counts.values()) expect(Math.abs(seen - 1000)).toBeLessThan(120);
  });

  test('has nothing to mix in one layer, and teaches', () => {
    expect(drawCrossover(randomStream(1), { layers: 1, probability: 1 })).toBe(1);
    expect(() => drawCrossover(randomStream(1), { layers: 0 })).toThrow('drawCrossover: layers must be an integer >= 1. Got 0.');
    expect(() => drawCrossover(randomStream(1), { layers: 2, probability: 2 })).toThrow('probability must lie in [0, 1]. Got 2.');
  });
});
