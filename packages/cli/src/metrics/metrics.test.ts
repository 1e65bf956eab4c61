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
const photos = { resolution: 64, imageChannels: 3 };
const features = ['fid', 'kid', 'precision', 'recall', 'density', 'coverage'];

describe('chooseMetrics', () => {
  test('all is what fits', () => {
    expect(chooseMetrics(['all'], digits).metrics.map(({ name }) => name)).toEqual(['digit-score', 'digit-frechet']);
    expect(chooseMetrics(['digit-score', 'digit-frechet'], digits).judges).toHaveLength(1);
    expect(chooseMetrics(['all'], photos).metrics.map(({ name }) => name)).toEqual(features);
    expect(chooseMetrics(['all'], { resolution: 32, imageChannels: 1 }).metrics.map(({ name }) => name)).toEqual(features);
  });

  test('prdc is its four figures, each once; digits have the others too', () => {
    const { metrics, judges } = chooseMetrics(['digit-score', 'prdc', 'recall', 'fid'], digits);
    expect(metrics.map(({ name }) => name)).toEqual(['digit-score', 'precision', 'recall', 'density', 'coverage', 'fid']);
    expect(judges).toHaveLength(2);
  });

  test.each([
    [['all'], { resolution: 64, imageChannels: 2 }, 'no metric for images of 64 x 64 x 2'],
    [['prdc'], { resolution: NaN, imageChannels: NaN }, "'precision' judges images of any size. Got images of NaN x NaN x NaN."],
    [['digit-score'], { resolution: 32, imageChannels: 1 }, "'digit-score' judges gray images of 28 x 28. Got images of 32 x 32 x 1."],
    [
      ['kiid'],
      digits,
      "there is no metric 'kiid'. Did you mean 'kid'? There are digit-score, digit-frechet, fid, kid, precision, recall, density, coverage, prdc.",
    ],
    [[], digits, 'expected names'],
  ])('refuses %j of %j', (names, images, message) => expect(() => chooseMetrics(names, images)).toThrow(message));
});

test.each([
  ['digits', [28, 28, 1], ['all'], 'bundled digit classifier'],
  ['digits by features', [28, 28, 1], ['fid', 'prdc'], 'digit classifier'],
  ['colours', [40, 40, 3], ['all'], 'emoji classifier'],
  ['gray', [16, 16, 1], ['all'], 'random features'],
] as const)('a panel of %s has the same figures for the same samples, however they are drawn', async (_, shape, names, note) => {
  const before = tf.memory().numTensors;
  const pixels = Uint8Array.from({ length: 12 * shape[0] * shape[1] * shape[2] }, (_, i) => (i * 37) % 256);
  const reals = arrayTable({ name: 'noise', images: pixels, shape: [12, ...shape] });
  const panel = await openPanel(chooseMetrics(names, { resolution: shape[0], imageChannels: shape[2] }), reals);
  expect(panel.notes.join()).toContain(note);
  const draw = (count: number, random: ReturnType<typeof randomStream>): tf.Tensor4D =>
    random.uniform([count, ...shape], { low: -1, high: 1 }) as tf.Tensor4D;
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

test('features of the reals themselves are at distance 0; images that are not finite are refused', async () => {
  const pixels = Uint8Array.from({ length: 20 * 32 * 32 * 3 }, (_, i) => (i * i) % 251);
  const reals = arrayTable({ name: 'pattern', images: pixels, shape: [20, 32, 32, 3] });
  const panel = await openPanel(chooseMetrics(['fid', 'prdc'], { resolution: 32, imageChannels: 3 }), reals);
  const options = { samples: 20, batchSize: 20, random: randomStream(1) };
  const same = () => tf.tidy(() => tf.sub<tf.Tensor4D>(tf.div(tf.tensor4d(Float32Array.from(pixels), [20, 32, 32, 3]), 127.5), 1));
  const figures = await panel.measure(same, options);
  expect(figures['fid']).toBeLessThan(1e-6);
  expect(figures).toMatchObject({ precision: 1, recall: 1, coverage: 1 });
  await expect(panel.measure(() => tf.fill([20, 32, 32, 3], NaN), options)).rejects.toThrow(/generated images must be finite.*diverged/);
  panel.dispose();
});
