import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { drawWeight, fansOf, type Initializer } from './initializer';
import * as initializers from './index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function momentsOf(initializer: Initializer, shape: number[]): { mean: number; deviation: number; largest: number } {
  const x = drawWeight(initializer, shape, randomStream(2));
  const values = [...x.dataSync()];
  x.dispose();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, deviation, largest: Math.max(...values.map(Math.abs)) };
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

  test('variance scaling divides by its fan', () => {
    expect(momentsOf(initializers.heNormal(), [3, 3, 32, 64]).deviation).toBeCloseTo(Math.sqrt(2 / (9 * 32)), 3);
    expect(momentsOf(initializers.varianceScaling({ mode: 'fanOut' }), [3, 3, 32, 64]).deviation).toBeCloseTo(Math.sqrt(1 / (9 * 64)), 3);
    expect(momentsOf(initializers.glorotUniform(), [60, 140]).largest).toBeLessThanOrEqual(Math.sqrt(6 / 200));
  });

  test('fans count taps', () => {
    expect(fansOf([4, 4, 3, 8])).toEqual({ fanIn: 48, fanOut: 128 });
    expect(fansOf([5, 7])).toEqual({ fanIn: 5, fanOut: 7 });
    expect(fansOf([6])).toEqual({ fanIn: 6, fanOut: 6 });
  });

  test('teach', () => {
    expect(() => initializers.normal({ deviation: -1 })).toThrow('deviation at least 0. Got 0 and -1.');
    expect(() => initializers.uniform({ low: 1, high: 1 })).toThrow('low must be below high');
    expect(() => initializers.varianceScaling({ scale: 0 })).toThrow('scale must be a finite number above 0');
    expect(() => initializers.constant(NaN)).toThrow('value must be a finite number');
  });
});
