import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { LatentSpace } from '@ganblocks/core';
import { featureRows } from '../features/features';
import { meanSquaredDistance, perceptualDistance } from './imageDistances';
import { lerp, slerp } from './interpolation';
import { pathDistances, perceptualPathLength, trimmedMean } from './perceptualPathLength';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const rows = (columns: number, ...values: number[]) => featureRows(Float64Array.from(values), columns);

/** A generator that stretches its 4 latent numbers into the pixels of a 2 x 2 image. */
const stretching = (distribution: LatentSpace['distribution'], factor: number): LatentSpace => ({
  name: 'z',
  size: 4,
  distribution,
  draw: (count, random) => (distribution === 'normal' ? random.normal([count, 4]) : random.uniform([count, 4])) as tf.Tensor2D,
  render: (latents) => tf.tidy(() => tf.mul<tf.Tensor4D>(tf.reshape(latents, [-1, 2, 2, 1]), factor)),
});

describe('slerp', () => {
  test('goes along the circle, at a constant speed', () => {
    const third = slerp(rows(2, 2, 0), rows(2, 0, 3), [1 / 3]).data;
    expect(third[0]).toBeCloseTo(Math.cos(Math.PI / 6), 14);
    expect(third[1]).toBeCloseTo(Math.sin(Math.PI / 6), 14);
    expect([...slerp(rows(2, 3, 4), rows(2, 3, 4), [0.7]).data]).toEqual([0.6, 0.8]);
    expect(slerp(rows(2, 1, 0), rows(2, 1, 1e-9), [0.5]).data[1]).toBeCloseTo(0.5e-9, 18);
  });

  test('refuses zeros, and counts that differ', () => {
    expect(() => slerp(rows(2, 0, 0), rows(2, 1, 0), [0])).toThrow(/zeros has no direction\. Got one in row 0 of a/);
    expect(() => lerp(rows(1, 0, 1), rows(1, 1), [0, 1])).toThrow(/must be as many\. Got 2, 1 and 2/);
  });
});

describe('perceptualPathLength', () => {
  test('of a linear generator is the mean of |b - a|^2, whatever the step', async () => {
    const render = (points: tf.Tensor2D): tf.Tensor4D => stretching('mapped', 3).render(points, { random: {} as never });
    const [a, b] = [rows(4, 0, 0, 0, 0, 1, 1, 1, 1), rows(4, 1, 0, 0, 0, 1, 3, 1, 1)];
    const further = lerp(a, b, [0.25, 0.25]);
    const distances = await pathDistances(a, further, { render, epsilon: 0.25 });
    expect([...distances].map((value) => Math.round(1e6 * value) / 1e6)).toEqual([9 / 4, (9 * 4) / 4]);
  });

  test('goes straight in a uniform space and along the sphere in a normal one, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    // Mean |b - a|^2 over 4 pixels of uniform numbers: 1/6 each. On the sphere of radius 2: angle^2, about (pi/2)^2, times 4 / 4.
    const straight = await perceptualPathLength(stretching('uniform', 1), { samples: 500, epsilon: 0.01, batchSize: 200 });
    expect(Math.abs(straight - 1 / 6)).toBeLessThan(0.02);
    const around = await perceptualPathLength(stretching('normal', 1), { samples: 500, epsilon: 0.01 });
    expect(around).toBeGreaterThan(2.3);
    expect(around).toBeLessThan(3.1);
    const end = await perceptualPathLength(stretching('uniform', 2), { samples: 500, epsilon: 0.01, at: 'end' });
    expect(Math.abs(end - 4 / 6)).toBeLessThan(0.06);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses samples and steps that are none, and places that are not on the path', async () => {
    await expect(perceptualPathLength(stretching('normal', 1), { at: 'start' as never })).rejects.toThrow(
      /at must be 'full' or 'end'\. Got 'start'/,
    );
    await expect(perceptualPathLength(stretching('normal', 1), { samples: 0 })).rejects.toThrow(/samples must be a positive integer/);
    await expect(perceptualPathLength(stretching('normal', 1), { epsilon: 1 })).rejects.toThrow(/epsilon must be a number above 0/);
    await expect(perceptualPathLength(stretching('normal', NaN), { samples: 4 })).rejects.toThrow(/finite numbers.*NaN or infinity/);
  });
});

test('trimmedMean leaves out what lies beyond the percentiles', () => {
  expect(trimmedMean([...Array<number>(150).fill(1), 1e9])).toBeCloseTo(1, 12);
  expect(trimmedMean([1, 2, 3])).toBe(2);
  expect(() => trimmedMean([])).toThrow(/one at least\. Got none/);
});

describe('distances of images', () => {
  test('perceptualDistance compares directions of channels, layer by layer', () => {
    const layers = (x: tf.Tensor4D): tf.Tensor4D[] => [x, tf.mul(x, 5)];
    const [a, b] = [tf.tensor4d([3, 4, 1, 0], [2, 1, 1, 2]), tf.tensor4d([30, 40, 0, 1], [2, 1, 1, 2])];
    const distances = perceptualDistance({ layers })(a, b).dataSync();
    expect(distances[0]).toBeCloseTo(0, 6);
    expect(distances[1]).toBeCloseTo(2 * 2, 5);
    expect(perceptualDistance({ layers, weights: [[1, 0], [0, 0]] })(a, b).dataSync()[1]).toBeCloseTo(1, 5); // prettier-ignore
    expect(() => perceptualDistance({ layers, weights: [[1]] })(a, b)).toThrow(/layers of 2, 2 channels\. Got 1/);
    expect(meanSquaredDistance(a, b).dataSync()[1]).toBe(1);
  });
});
