import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { enlarge } from './enlarge';
import { imageGrid } from './imageGrid';
import { pointPicture } from './pointPicture';
import { samplePicture } from './samplePicture';

beforeAll(() => tf.setBackend('wasm'));

const black = ({ data, width }: { data: Uint8Array; width: number }): number[][] =>
  [...data.keys()].filter((at) => data[at] === 0).map((at) => [at % width, Math.floor(at / width)]);

describe('pointPicture', () => {
  test('a dot a point, the second coordinate upwards', async () => {
    const picture = await pointPicture(tf.tensor4d([1, 0, 0, 1], [2, 1, 1, 2]));
    const [middle, edge] = [159, Math.round(((1 / 1.05 + 1) / 2) * 318)];
    const dot = (x: number, y: number) => [0, 1].flatMap((down) => [0, 1].map((right) => [x + right, y + down]));
    expect(new Set(black(picture).map(String))).toEqual(new Set([...dot(edge, middle), ...dot(middle, 318 - edge)].map(String)));
  });

  test('leaves out what is out of reach or no number, and keeps no tensor', async () => {
    const points = tf.tensor4d([NaN, 0, 0, Infinity, 5, 5, 0, 0], [4, 1, 1, 2]);
    const before = tf.memory().numTensors;
    expect(black(await pointPicture(points, { reach: 1 }))).toHaveLength(4);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', async () => {
    await expect(pointPicture(tf.zeros([2, 4, 4, 1]))).rejects.toThrow('expected points [N, 1, 1, 2]. Got [2, 4, 4, 1].');
  });
});

test('samplePicture: images side by side, points as dots', async () => {
  const images = tf.zeros<tf.Rank.R4>([3, 2, 2, 1]);
  expect(await samplePicture(images, { columns: 2 })).toEqual(enlarge(await imageGrid(images, { columns: 2 })));
  expect(await samplePicture(tf.ones([1, 1, 1, 1]))).toMatchObject({ channels: 1, width: 1000 });
  const points = tf.zeros<tf.Rank.R4>([3, 1, 1, 2]);
  expect(await samplePicture(points)).toEqual(await pointPicture(points));
});
