import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LatentSpace } from '@ganblocks/core';
import { plainSpace, styleganSpace } from '../../tests/latentSpaces';
import type { InterpolationKind } from './between';
import { interpolate } from './interpolate';
import { interpolationGrid } from './interpolationGrid';
import { interpolationLoop } from './interpolationLoop';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const rows = (x: Tensor): number[][] => (x as tf.Tensor2D).arraySync();
const plane = plainSpace('normal', { size: 2 });
const flat = plainSpace('uniform', { size: 2 });

function expectRows(x: Tensor, expected: readonly (readonly number[])[]): void {
  expect(x.shape).toEqual([expected.length, expected[0]?.length]);
  rows(x).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(expected[i]?.[j] ?? NaN, 5)));
}

describe('interpolate', () => {
  let from: Tensor2D;
  let to: Tensor2D;
  beforeAll(() => {
    [from, to] = [tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 1]])];
  });

  test('a normal space goes along the circle, all others along the line', () => {
    const half = Math.SQRT1_2;
    expectRows(interpolate(plane, { from, to, steps: 3 }), [[1, 0], [half, half], [0, 1]]); // prettier-ignore
    expectRows(interpolate(flat, { from, to, steps: 3 }), [[1, 0], [0.5, 0.5], [0, 1]]); // prettier-ignore
    expectRows(interpolate(plane, { from, to, steps: 3, kind: 'lerp' }), [[1, 0], [0.5, 0.5], [0, 1]]); // prettier-ignore
    const turned = [0, 30, 60, 90].map((degrees) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
    expectRows(interpolate(flat, { from, to, steps: 4, kind: 'slerp' }), turned);
  });

  test('points of different lengths change length on the way, of one direction lie on the line', () => {
    const long = tf.tensor2d([[0, 3]]);
    const [, middle = []] = rows(interpolate(plane, { from, to: long, steps: 3 }));
    expect(middle).toEqual([expect.closeTo(Math.SQRT1_2, 5), expect.closeTo(3 * Math.SQRT1_2, 5)]);
    expectRows(interpolate(plane, { from, to: tf.tensor2d([[3, 1e-7]]), steps: 3 }), [[1, 0], [2, 0], [3, 0]]); // prettier-ignore
    expectRows(interpolate(plane, { from, to: tf.tensor2d([[0, 0]]), steps: 2 }), [[1, 0], [0, 0]]); // prettier-ignore
  });

  test('each style turns by itself', () => {
    const space: LatentSpace = { ...plane, styles: 2 };
    const [a, b] = [tf.tensor3d([[[1, 0], [5, 0]]]), tf.tensor3d([[[0, 1], [7, 0]]])]; // prettier-ignore
    const points = interpolate(space, { from: a, to: b, steps: 3 });
    expect(points.shape).toEqual([3, 2, 2]);
    const [, middle = []] = (points as tf.Tensor3D).arraySync();
    expect(middle).toEqual([
      [expect.closeTo(Math.SQRT1_2, 5), expect.closeTo(Math.SQRT1_2, 5)],
      [expect.closeTo(6, 5), 0],
    ]);
  });

  test('has 16 points by itself', () => expect(interpolate(plane, { from, to }).shape).toEqual([16, 2]));

  test('leaves one tensor, and teaches', () => {
    const before = tf.memory().numTensors;
    interpolate(plane, { from, to }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => interpolate(plane, { from, to, steps: 1 })).toThrow('interpolate: steps must be a whole number of at least 2. Got 1.');
    expect(() => interpolate(plane, { from, to, kind: 'cubic' as InterpolationKind })).toThrow(
      "kind must be 'lerp' or 'slerp'. Got 'cubic'.",
    );
    expect(() => interpolate(plane, { from: tf.ones([2, 2]), to })).toThrow("interpolate: from of 'z' must be [1, 2]. Got [2, 2].");
    const stylegan = styleganSpace();
    expect(() => interpolate(stylegan, { from: tf.ones([1, 6]), to: tf.ones([1, 4, 6]) })).toThrow('the same shape. Got 2 and 3 axes.');
    stylegan.dispose();
  });
});

describe('interpolationLoop', () => {
  let points: Tensor2D;
  beforeAll(() => {
    points = tf.tensor2d([[1, 0], [0, 1], [-1, 0.5]]); // prettier-ignore
  });

  test('passes every point, in even steps, and comes back', () => {
    const loop = rows(interpolationLoop(flat, points, { steps: 4 }));
    expect(loop).toHaveLength(12);
    expect([loop[0], loop[4], loop[8]]).toEqual(rows(points));
    expect(loop[1]).toEqual([0.75, 0.25]);
    expect(loop[11]).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.125, 6)]);
  });

  test('a leg is what interpolate gives', () => {
    const leg = interpolate(plane, { from: tf.slice(points, 1, 1), to: tf.slice(points, 2, 1), steps: 6 });
    expectRows(tf.slice(interpolationLoop(plane, points, { steps: 5 }), [5, 0], [5, 2]), rows(leg).slice(0, 5));
  });

  test('leaves one tensor, and teaches', () => {
    const before = tf.memory().numTensors;
    interpolationLoop(plane, points).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => interpolationLoop(plane, tf.ones([1, 2]))).toThrow('interpolationLoop: expected at least two points. Got 1.');
    expect(() => interpolationLoop(plane, points, { steps: 0 })).toThrow('steps must be a whole number of at least 1. Got 0.');
  });
});

describe('interpolationGrid', () => {
  let corners: Tensor2D;
  beforeAll(() => {
    corners = tf.tensor2d([[0, 0], [1, 0], [0, 1], [1, 1]]); // prettier-ignore
  });

  test('with straight lines is bilinear, row by row', () => {
    const grid = interpolationGrid(flat, corners, { rows: 2, columns: 3 });
    expectRows(grid, [[0, 0], [0.5, 0], [1, 0], [0, 1], [0.5, 1], [1, 1]]); // prettier-ignore
    expectRows(tf.slice(interpolationGrid(flat, corners, { rows: 3, columns: 3 }), [4, 0], [1, 2]), [[0.5, 0.5]]);
  });

  test('on a sphere keeps to it', () => {
    const space = plainSpace('normal');
    const points = tf.tensor2d([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.6, 0.8, 0]]); // prettier-ignore
    const grid = rows(interpolationGrid(space, points));
    expect(grid).toHaveLength(64);
    for (const row of grid) expect(Math.hypot(...row)).toBeCloseTo(1, 5);
    [0, 7, 56, 63].forEach((cell, corner) => grid[cell]?.forEach((value, i) => expect(value).toBeCloseTo(rows(points)[corner]![i]!, 5)));
  });

  test('leaves one tensor, and teaches', () => {
    const before = tf.memory().numTensors;
    interpolationGrid(plane, corners).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => interpolationGrid(plane, tf.ones([3, 2]))).toThrow("interpolationGrid: corners of 'z' must be [4, 2]. Got [3, 2].");
    expect(() => interpolationGrid(plane, corners, { rows: 1 })).toThrow('rows must be a whole number of at least 2. Got 1.');
  });
});
