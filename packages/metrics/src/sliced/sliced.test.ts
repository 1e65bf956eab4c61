import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import { randomMatrix } from '../../tests/randomMatrix';
import { featureRows } from '../features/features';
import type { Images } from '../features/images';
import { laplacianDescriptors, patchDistance, slicedWassersteinDistance } from './imageWasserstein';
import { mongeInceptionDistance } from './mongeInceptionDistance';
import { normalizedDescriptors, patchDescriptors } from './patchDescriptors';
import { randomDirections, slicedDistance } from './slicedWasserstein';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const noise = (n: number, side: number, name: string, scale = 1): Images => ({
  shape: [n, side, side, 3],
  data: Float32Array.from(randomMatrix(n * side, side * 3, name).data, (value) => 127.5 * (scale * value + 1)),
});

describe('mongeInceptionDistance', () => {
  test('of a set moved by v is 3 d times the mean of (u.v)^2: about 3 |v|^2', () => {
    const x = randomMatrix(50, 6);
    const moved = { ...x, data: x.data.map((value, i) => value + (i % 6 === 0 ? 2 : 0)) };
    expect(mongeInceptionDistance(x, moved, { directions: 4000 })).toBeGreaterThan(11);
    expect(mongeInceptionDistance(x, moved, { directions: 4000 })).toBeLessThan(13);
    const line = featureRows(Float64Array.of(5, 1, 3), 1);
    expect(mongeInceptionDistance(line, featureRows(Float64Array.of(0, 2, 4), 1), { directions: 2 })).toBeCloseTo(3, 12);
  });

  test('is 0 for a set and itself in any order, and draws of the larger set', () => {
    const x = randomMatrix(250, 3);
    const turned = { ...x, data: x.data.map((_, i) => x.data[(249 - Math.floor(i / 3)) * 3 + (i % 3)]!) };
    expect(mongeInceptionDistance(x, turned, { directions: 70 })).toBe(0);
    const y = randomMatrix(90, 3, 'y');
    expect(mongeInceptionDistance(x, y)).toBeGreaterThan(0);
    expect(mongeInceptionDistance(x, y)).toBe(mongeInceptionDistance(x, y));
  });

  test('slices are sorted along each direction', () => {
    const [x, y] = [randomMatrix(30, 2, 'x'), randomMatrix(30, 2, 'y')];
    const directions = randomDirections('test', 3, 2, 0);
    const along = (set: typeof x, i: number): number[] =>
      Array.from(
        { length: 30 },
        (_, k) => set.data[2 * k]! * directions.data[2 * i]! + set.data[2 * k + 1]! * directions.data[2 * i + 1]!,
      ).sort((a, b) => a - b);
    const expected = [0, 1, 2].flatMap((i) => along(x, i).map((value, k) => Math.abs(value - along(y, i)[k]!)));
    const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
    expect(slicedDistance('test', x, y, directions, 1)).toBeCloseTo(mean, 12);
    expect(() => slicedDistance('test', x, featureRows(new Float64Array(4), 2), directions, 1)).toThrow(/as many samples\. Got 30 and 2/);
  });
});

describe('patches', () => {
  const image: Images = { shape: [1, 4, 5, 2], data: Float64Array.from({ length: 40 }, (_, i) => i) };

  test('stand channel by channel, row by row', () => {
    const { rows, columns, data } = patchDescriptors(image, Int32Array.of(0, 1, 2), 3);
    expect([rows, columns, ...data]).toEqual([1, 18, 2, 4, 6, 12, 14, 16, 22, 24, 26, 3, 5, 7, 13, 15, 17, 23, 25, 27]);
    expect(() => patchDescriptors(image, Int32Array.of(0, 0, 2), 3)).toThrow(/inside images of 4 x 5\. Got one at \(0, 2\)/);
    expect(() => patchDescriptors(image, Int32Array.of(0, 1, 2), 4)).toThrow(/odd positive integer/);
  });

  test('have mean 0 and deviation 1 by channel; a flat one is 0', () => {
    const { data } = normalizedDescriptors(featureRows(Float64Array.of(1, 3, 7, 7, 5, 7, 7, 7), 4), 2);
    const first = [data[0]!, data[1]!, data[4]!, data[5]!];
    expect(first.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    expect(first.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(4, 12);
    expect([data[2], data[3], data[6], data[7]]).toEqual([0, 0, 0, 0]);
  });
});

describe('slicedWassersteinDistance', () => {
  const options = { patchesPerImage: 20, directions: 40 };

  test('tells a texture from another, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const [a, b] = [noise(4, 32, 'a'), noise(4, 32, 'b')];
    const smooth: Images = { ...b, data: b.data.map((_, i) => 127.5 + 60 * Math.sin(i / 40)) };
    const near = await slicedWassersteinDistance(a, b, options);
    const far = await slicedWassersteinDistance(a, smooth, options);
    expect(near.perLevel).toHaveLength(2);
    expect(far.perLevel[0]).toBeGreaterThan(2 * near.perLevel[0]!);
    expect(near.mean).toBeCloseTo(500 * (near.perLevel[0]! + near.perLevel[1]!), 9);
    expect(await slicedWassersteinDistance(a, b, options)).toEqual(near);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses images of two sizes, which have other scales', async () => {
    await expect(slicedWassersteinDistance(noise(2, 32, 'a'), noise(2, 64, 'b'), options)).rejects.toThrow(
      /one shape\. Got \[2, 32, 32, 3\] and \[2, 64, 64, 3\]/,
    );
  });

  test('refuses directions and channels that do not fit the patches', () => {
    const x = randomMatrix(3, 4);
    const along = (...numbers: number[]) =>
      patchDistance(x, x, { channels: 2, directions: featureRows(Float64Array.from(numbers), numbers.length) });
    expect(along(1, 2, 3, 4)).toBe(0);
    expect(() => along(1, 2)).toThrow(/directions must have as many numbers as a patch, 4\. Got 2/);
    expect(() => along(0, 0, 0, 0)).toThrow(/row of zeros has no direction\. Got one in row 0 of the directions/);
    expect(() => patchDistance(x, x, { channels: 3 })).toThrow(
      /channels must be a positive integer that divides the 4 numbers of a patch\. Got 3/,
    );
  });

  test('refuses scales that hold no patch', async () => {
    await expect(laplacianDescriptors(noise(1, 16, 'a'), { levels: 3 }, randomStream(0))).rejects.toThrow(
      /coarsest scale must hold a patch of 7\. Got 4 x 4/,
    );
    await expect(laplacianDescriptors(noise(1, 16, 'a'), { patchesPerImage: 0 }, randomStream(0))).rejects.toThrow(/patchesPerImage/);
  });
});
