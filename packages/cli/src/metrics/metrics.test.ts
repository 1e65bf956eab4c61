import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { arrayTable } from '@ganblocks/data';
import { measuringNotes } from './measuringNotes';
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

  test('with an extractor, all is what is by features', () => {
    const { metrics, judges, extractor } = chooseMetrics(['all'], { ...digits, extractor: 'emoji' });
    expect([metrics.map(({ name }) => name), judges.length, extractor]).toEqual([features, 1, 'emoji']);
    expect(chooseMetrics(['inception-score'], { ...photos, extractor: 'weights.safetensors' }).metrics).toHaveLength(1);
  });

  test.each([
    [['all'], { resolution: 64, imageChannels: 2 }, 'no metric for images of 64 x 64 x 2'],
    [['prdc'], { resolution: NaN, imageChannels: NaN }, "'precision' judges images of any size. Got images of NaN x NaN x NaN."],
    [['digit-score'], { resolution: 32, imageChannels: 1 }, "'digit-score' judges gray images of 28 x 28. Got images of 32 x 32 x 1."],
    [
      ['kiid'],
      digits,
      "there is no metric 'kiid'. Did you mean 'kid'? There are digit-score, digit-frechet, fid, kid, precision, recall, density, coverage, inception-score, prdc.",
    ],
    [[], digits, 'expected names'],
    [
      ['inception-score'],
      { resolution: 32, imageChannels: 1 },
      "'inception-score' needs an extractor that classifies, which 'random' does not.",
    ],
    [
      ['all'],
      { ...digits, extractor: 'emojy' },
      "there is no extractor 'emojy'. Did you mean 'emoji'? There are digits, emoji, random, and FILE.safetensors",
    ],
    [['digit-score'], { ...digits, extractor: 'random' }, 'none of digit-score is by features'],
  ])('refuses %j of %j', (names, images, message) => expect(() => chooseMetrics(names, images)).toThrow(message));
});

test.each([
  ['digits', [28, 28, 1], ['all'], 'bundled digit classifier'],
  ['digits by features', [28, 28, 1], ['fid', 'prdc'], 'digit classifier'],
  ['colours', [40, 40, 3], ['all'], 'emoji classifier'],
  ['gray', [16, 16, 1], ['all'], 'random features'],
  ['digits by classes', [28, 28, 1], ['inception-score', 'digit-score'], 'digit classifier'],
] as const)('a panel of %s has the same figures for the same samples, however they are drawn', async (_, shape, names, note) => {
  const before = tf.memory().numTensors;
  const pixels = Uint8Array.from({ length: 12 * shape[0] * shape[1] * shape[2] }, (_, i) => (i * 37) % 256);
  const reals = arrayTable({ name: 'noise', images: pixels, shape: [12, ...shape] });
  const panel = await openPanel(chooseMetrics(names, { resolution: shape[0], imageChannels: shape[2] }), reals);
  expect(panel.notes.join()).toContain(note);
  const draw = (count: number, random: ReturnType<typeof randomStream>): tf.Tensor4D =>
    random.uniform([count, ...shape], { low: -1, high: 1 }) as tf.Tensor4D;
  const measure = (batchSize: number) => panel.measure(draw, { samples: 10, batchSize, random: randomStream(1) });
  const [first, again] = [await measure(10), await measure(10)];
  expect(first).toEqual(again);
  expect(Object.values(first).every(Number.isFinite)).toBe(true);
  expect(panel.reals).toBe(12);
  panel.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('a panel states extractors, their weights and settings, and tells how far it is', async () => {
  const pixels = Uint8Array.from({ length: 12 * 28 * 28 }, (_, i) => (i * 37) % 256);
  const reals = arrayTable({ name: 'noise', images: pixels, shape: [12, 28, 28, 1] });
  const seen: string[] = [];
  const tell = (what: string) => (done: number, total: number) => void seen.push(`${what} ${done}/${total}`);
  const chosen = chooseMetrics(['digit-score', 'fid', 'kid'], digits);
  const panel = await openPanel(chosen, reals, { reals: 8, onProgress: tell('reals') });
  const draw = (count: number, random: ReturnType<typeof randomStream>): tf.Tensor4D => random.uniform([count, 28, 28, 1]) as tf.Tensor4D;
  await panel.measure(draw, { samples: 5, batchSize: 3, random: randomStream(1), onProgress: tell('samples') });
  expect(seen).toEqual(['reals 8/8', 'samples 3/5', 'samples 5/5']);
  expect(panel.reals).toBe(8);
  expect(panel.extractors).toMatchObject([{ weightsHash: expect.stringMatching(/^e8ef96fe/), size: [28, 28] }]);
  expect(panel.settings).toEqual({ fid: {}, kid: { subsets: 100, most: 10_000, seed: 0 } });
  expect(panel.notes.every((note) => note.includes('weights SHA-256 e8ef96fe'))).toBe(true);
  panel.dispose();
});

test('a measurement tells its pace, every tenth and not more often than every 2 seconds', () => {
  const lines: string[] = [];
  let clock = 0;
  const tell = measuringNotes(
    (line) => void lines.push(line),
    'looked at samples',
    () => clock,
  );
  for (let done = 100; done <= 2000; done += 100) {
    clock += done === 1000 ? 90 : 0.6;
    tell(done, 2000);
  }
  expect(lines).toEqual([
    'looked at samples: 400 of 2,000  167 images/s  10 s left',
    'looked at samples: 800 of 2,000  167 images/s  7 s left',
    'looked at samples: 1,000 of 2,000  10.5 images/s  1 min 35 s left',
    'looked at samples: 1,400 of 2,000  14.3 images/s  42 s left',
    'looked at samples: 1,800 of 2,000  18 images/s  11 s left',
  ]);
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
