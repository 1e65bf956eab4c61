import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { drawWeight, fansOf } from './drawWeight';
import type { Initializer } from './initializer';
import * as initializers from './index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function drawn(initializer: Initializer, shape: number[]): number[] {
  const x = drawWeight(initializer, shape, randomStream(2));
  expect(x.shape).toEqual(shape);
  const values = [...x.dataSync()];
  x.dispose();
  return values;
}

function momentsOf(initializer: Initializer, shape: number[]): { mean: number; deviation: number; largest: number } {
  const values = drawn(initializer, shape);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, deviation, largest: Math.max(...values.map(Math.abs)) };
}

/** Of the kernel as [outputs, what each reads]. */
function gramOf(values: number[], outputs: number): number[][] {
  const row = (k: number): number[] => values.filter((_, index) => index % outputs === k);
  const rows = Array.from({ length: outputs }, (_, k) => row(k));
  return rows.map((a) => rows.map((b) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)));
}

describe('initializers', () => {
  test('normal and uniform have their moments', () => {
    const normal = momentsOf(initializers.normal({ mean: 1, deviation: 0.02 }), [100, 100]);
    expect(normal.mean).toBeCloseTo(1, 3);
    expect(normal.deviation).toBeCloseTo(0.02, 3);
    const uniform = momentsOf(initializers.uniform({ low: -0.3, high: 0.3 }), [100, 100]);
    expect(uniform.deviation).toBeCloseTo(0.3 / Math.sqrt(3), 2);
    expect(uniform.largest).toBeLessThanOrEqual(0.3);
  });

  test('truncated normal ends at two deviations, which leaves 0.8796 of the deviation', () => {
    const { mean, deviation, largest } = momentsOf(initializers.truncatedNormal({ deviation: 0.5 }), [200, 100]);
    expect(largest).toBeLessThanOrEqual(1);
    expect(largest).toBeGreaterThan(0.99);
    expect(mean).toBeCloseTo(0, 1);
    expect(deviation).toBeCloseTo(0.5 * 0.8796, 2);
    expect(momentsOf(initializers.truncatedNormal({ mean: 3, deviation: 0.1 }), [50, 50]).mean).toBeCloseTo(3, 2);
  });

  test('variance scaling divides by its fan', () => {
    const deviationOf = (initializer: Initializer, shape = [3, 3, 32, 64]): number => momentsOf(initializer, shape).deviation;
    expect(deviationOf(initializers.heNormal())).toBeCloseTo(Math.sqrt(2 / (9 * 32)), 3);
    expect(deviationOf(initializers.heUniform())).toBeCloseTo(Math.sqrt(2 / (9 * 32)), 3);
    expect(deviationOf(initializers.heNormal({ slope: 1 }))).toBeCloseTo(Math.sqrt(1 / (9 * 32)), 3);
    expect(deviationOf(initializers.heNormal({ gain: 1 }))).toBeCloseTo(Math.sqrt(1 / (9 * 32)), 3);
    expect(deviationOf(initializers.varianceScaling({ mode: 'fanOut' }))).toBeCloseTo(Math.sqrt(1 / (9 * 64)), 3);
    expect(deviationOf(initializers.glorotNormal(), [60, 140])).toBeCloseTo(0.1, 2);
    expect(momentsOf(initializers.glorotUniform(), [60, 140]).largest).toBeLessThanOrEqual(Math.sqrt(6 / 200));
    expect(momentsOf(initializers.glorotUniform({ gain: 2 }), [60, 140]).largest).toBeGreaterThan(1.9 * Math.sqrt(6 / 200));
  });

  test('orthogonal has orthonormal outputs, times the gain', () => {
    const gram = gramOf(drawn(initializers.orthogonal({ gain: 2 }), [3, 3, 2, 5]), 5);
    gram.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 4 : 0, 5)));
  });

  test('orthogonal has orthonormal inputs where the outputs are more', () => {
    const values = drawn(initializers.orthogonal(), [2, 6]);
    const [first, second] = [values.slice(0, 6), values.slice(6)];
    const product = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    expect(product(first, first)).toBeCloseTo(1, 5);
    expect(product(second, second)).toBeCloseTo(1, 5);
    expect(product(first, second)).toBeCloseTo(0, 5);
  });

  test.each([initializers.orthogonal(), initializers.truncatedNormal()])('$kind draws the same from the same stream', (initializer) => {
    expect(drawn(initializer, [3, 5])).toEqual(drawn(initializer, [3, 5]));
    const other = drawWeight(initializer, [3, 5], randomStream(3));
    expect([...other.dataSync()]).not.toEqual(drawn(initializer, [3, 5]));
  });

  test('fans count taps', () => {
    expect(fansOf([4, 4, 3, 8])).toEqual({ fanIn: 48, fanOut: 128 });
    expect(fansOf([5, 7])).toEqual({ fanIn: 5, fanOut: 7 });
    expect(fansOf([6])).toEqual({ fanIn: 6, fanOut: 6 });
  });

  test('teach', () => {
    expect(() => initializers.normal({ deviation: -1 })).toThrow(
      'initializers.normal: mean must be finite and deviation at least 0. Got 0',
    );
    expect(() => initializers.truncatedNormal({ mean: NaN })).toThrow('initializers.truncatedNormal: mean must be finite');
    expect(() => initializers.uniform({ low: 1, high: 1 })).toThrow('low must be below high');
    expect(() => initializers.varianceScaling({ scale: 0 })).toThrow('scale must be a finite number above 0');
    expect(() => initializers.constant(NaN)).toThrow('value must be a finite number');
    expect(() => initializers.orthogonal({ gain: Infinity })).toThrow('initializers.orthogonal: gain must be a finite number');
  });
});
