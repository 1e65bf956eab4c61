import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { arrayTable } from '@ganblocks/data';
import { chooseMetrics } from './metrics';
import { openPanel } from './panel';
import { realImages } from './realImages';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const digits = { resolution: 28, imageChannels: 1 };

describe('chooseMetrics', () => {
  test('all is what fits', () => {
    expect(chooseMetrics(['all'], digits).metrics.map(({ name }) => name)).toEqual(['digit-score', 'digit-frechet']);
    expect(chooseMetrics(['digit-score', 'digit-frechet'], digits).judges).toHaveLength(1);
  });

  test.each([
    [['all'], { resolution: 64, imageChannels: 3 }, 'no metric yet for images of 64 x 64 x 3'],
    [['digit-score'], { resolution: 32, imageChannels: 1 }, "'digit-score' judges gray images of 28 x 28. Got images of 32 x 32 x 1."],
    [['fid'], digits, "there is no metric 'fid'. There are digit-score, digit-frechet."],
    [[], digits, 'expected names'],
  ])('refuses %j of %j', (names, images, message) => expect(() => chooseMetrics(names, images)).toThrow(message));
});

test('a panel has the same figures for the same samples, however they are drawn', async () => {
  const before = tf.memory().numTensors;
  const pixels = Uint8Array.from({ length: 12 * 784 }, (_, i) => (i * 37) % 256);
  const reals = arrayTable({ name: 'noise', images: pixels, shape: [12, 28, 28, 1] });
  const panel = await openPanel(chooseMetrics(['all'], digits), reals);
  const draw = (count: number, random: ReturnType<typeof randomStream>): tf.Tensor4D =>
    random.uniform([count, 28, 28, 1], { low: -1, high: 1 }) as tf.Tensor4D;
  const measure = (batchSize: number) => panel.measure(draw, { samples: 6, batchSize, random: randomStream(1) });
  const [first, again] = [await measure(6), await measure(6)];
  expect(first).toEqual(again);
  expect(Object.values(first).every(Number.isFinite)).toBe(true);
  expect(panel.reals).toBe(12);
  panel.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('real images are evenly spaced where there are too many', async () => {
  const table = arrayTable({ name: 'ramp', images: Uint8Array.from([0, 51, 102, 153, 204, 255]), shape: [6, 1, 1, 1] });
  const seen: number[] = [];
  await realImages(table, 3, async (images) => void seen.push(...(await images.data())));
  expect(seen.map((value) => Math.round(127.5 * value + 127.5))).toEqual([0, 102, 204]);
});
