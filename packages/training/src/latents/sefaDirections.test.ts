import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { sefaDirections } from './sefaDirections';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const random = (seed: number, shape: [number, number]): Tensor2D => randomStream(seed).normal(shape) as Tensor2D;

describe('sefaDirections', () => {
  test('of a kernel that scales axes are the axes, by size', async () => {
    const { directions, strengths } = await sefaDirections([tf.tensor2d([[1, 0, 0], [0, -3, 0], [0, 0, 2]])]); // prettier-ignore
    expect(directions.arraySync()).toEqual([[0, 1, 0], [0, 0, 1], [1, 0, 0]]); // prettier-ignore
    strengths.forEach((strength, i) => expect(strength).toBeCloseTo([9, 4, 1][i] ?? NaN, 12));
  });

  test('of several kernels are unit eigenvectors of the sum, strongest first, the largest number above 0', async () => {
    const kernels = [random(1, [5, 8]), random(2, [5, 3])];
    const { directions, strengths } = await sefaDirections(kernels);
    const rows = directions.arraySync();
    const effect = (row: readonly number[]): number => {
      const seen = kernels.flatMap((kernel) => [...tf.matMul(tf.tensor2d([[...row]]), kernel).dataSync()]);
      return seen.reduce((sum, value) => sum + value ** 2, 0);
    };
    rows.forEach((row, i) => {
      expect(effect(row)).toBeCloseTo(strengths[i] ?? NaN, 3);
      expect(Math.max(...row)).toBe(Math.max(...row.map(Math.abs)));
      rows.forEach((other, j) => expect(row.reduce((sum, value, k) => sum + value * other[k]!, 0)).toBeCloseTo(i === j ? 1 : 0, 6));
    });
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    for (let seed = 0; seed < 20; seed++) {
      const [other = []] = random(10 + seed, [1, 5]).arraySync();
      expect(effect(other) / other.reduce((sum, value) => sum + value ** 2, 0)).toBeLessThanOrEqual(strengths[0]! * 1.0001);
    }
  });

  test('gives as many as asked for, of a kernel with fewer outputs too', async () => {
    const { directions, strengths } = await sefaDirections([random(3, [6, 2])], { count: 4 });
    expect(directions.shape).toEqual([4, 6]);
    expect(strengths.slice(2)).toEqual([expect.closeTo(0, 10), expect.closeTo(0, 10)]);
    expect(Math.min(...strengths)).toBeGreaterThanOrEqual(0);
  });

  test('leaves one tensor, and teaches', async () => {
    const kernel = random(1, [4, 2]);
    const before = tf.memory().numTensors;
    (await sefaDirections([kernel])).directions.dispose();
    expect(tf.memory().numTensors).toBe(before);
    await expect(sefaDirections([])).rejects.toThrow('sefaDirections: expected at least one kernel [D, M]. Got none.');
    await expect(sefaDirections([kernel, random(1, [3, 2])])).rejects.toThrow(
      'must be [4, M], one row for each number of a point. Got [3, 2].',
    );
    await expect(sefaDirections([kernel], { count: 5 })).rejects.toThrow('count must be a whole number from 1 to 4. Got 5.');
    await expect(sefaDirections([tf.tensor2d([[NaN]])])).rejects.toThrow('kernels must be of finite numbers');
  });
});
