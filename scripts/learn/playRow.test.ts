import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { randomStream } from '@ganblocks/core';
import { pointImages } from '@ganblocks/data';
import type { RateSchedule, RateSchedules } from '@ganblocks/training';
import { grid } from './data/mixtures';
import type { Judge } from './judges/judge';
import { type Played, playRow } from './playRow';
import type { LearnRow } from './row';
import { movingRates, runOf, stillRates } from './run';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

/** The first number that a system draws: the same only of the same weights. */
const first: Judge = {
  figures: { first: 'neither' },
  samples: 10_000,
  by: 'the first number',
  open: ({ samples }) =>
    Promise.resolve({
      async measure(system) {
        const images = system.sample(samples, { random: randomStream(0) });
        const [value] = await images.data();
        images.dispose();
        return { first: value! };
      },
      dispose: () => undefined,
    }),
};

const row: LearnRow = {
  ...{ name: 'tiny', system: 'gan', preset: 'grid', sentence: 'Points.', judge: first, thresholds: [] },
  data: () => pointImages(grid()),
  pictures: { two: (system, random) => system.sample(2, { random }) },
  beside: [
    { name: 'same' },
    { name: 'slow', config: { learningRate: 1e-12 } },
    { name: 'short', config: { generatorUnits: [8], discriminatorUnits: [8] }, training: { images: 64_000, batchSize: 32 } },
  ],
};

describe('playRow', () => {
  const pictures: [string, string, readonly number[]][] = [];
  const told: string[] = [];
  let played: Played;

  beforeAll(async () => {
    const before = tf.memory().numTensors;
    played = await playRow(row, {
      ...{ seed: 7, share: 0.002, quiet: true, tell: (line: string) => told.push(line) },
      picture: (arm, name, { shape }) => Promise.resolve(void pictures.push([arm, name, shape])),
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('trains every run as its preset and what differs from it say', () => {
    const { trained, untrained, still, ...beside } = played.figures;
    expect(Object.keys(beside)).toEqual(['same', 'slow', 'short']);
    expect(beside['same']).toEqual(trained);
    expect(still).toEqual(untrained);
    expect(trained['first']).not.toBe(untrained['first']);
    expect(beside['slow']!['first']).toBeCloseTo(untrained['first']!, 6);
    expect(played).toMatchObject({ samples: 1_000, batchSize: 256, images: { trained: 512, still: 256, same: 512, short: 128 } });
  });

  test('tells what it does, and shows what the runs draw', () => {
    expect(told).toEqual([
      ...['untrained', 'trained, 400 images', "the generator's rate at 0, 256 images"],
      ...['same, 400 images', 'slow, 400 images', 'short, 128 images'],
    ]);
    expect(pictures).toEqual(
      ['trained', 'same', 'slow', 'short'].flatMap((arm) => [
        [arm, 'samples', [100, 1, 1, 2]],
        [arm, 'two', [2, 1, 1, 2]],
      ]),
    );
  });
});

test('stillRates stops the optimizers that a row names, those of the generator by default', () => {
  const at = { imagesSeen: 0, images: 100, progress: 0, phase: { name: 'train', progress: 0 } };
  const state = { generator: { learningRate: 1 }, encoder: { learningRate: 1 }, critic: { learningRate: 1 }, average: {} } as never;
  const run = runOf(row);
  const ratesOf = (rates: RateSchedules): unknown =>
    Object.entries(rates as Readonly<Record<string, RateSchedule>>).map(([key, rate]) => [key, rate(at)]);
  expect(ratesOf(movingRates(run, { state }))).toEqual([
    ['generator', 1],
    ['encoder', 1],
    ['critic', 1],
  ]);
  expect(ratesOf(stillRates(run, { state }, row))).toContainEqual(['generator', 0]);
  expect(ratesOf(stillRates(run, { state }, { ...row, generators: ['encoder'] }))).toEqual([
    ['generator', 1],
    ['encoder', 0],
    ['critic', 1],
  ]);
  expect(() => stillRates(run, { state }, { ...row, generators: ['decoder'] })).toThrow(
    "learn: 'tiny' must have an optimizer of a generator to stop. Got generator, encoder, critic. Name it in the row's 'generators'.",
  );
});
