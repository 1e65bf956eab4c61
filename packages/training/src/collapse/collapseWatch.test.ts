import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream, type GanSystem, type Network } from '@ganblocks/core';
import { toyData } from '../../tests/toyData';
import { disposeToy, toySystem } from '../../tests/toySystem';
import type { Moment, RunStart, StepEvent, Warning } from '../observer';
import { train } from '../train';
import type { CollapseFigures } from './collapseLook';
import { collapseWatch, type CollapseWatchOptions } from './collapseWatch';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

/** A look as a made-up run shows it. */
interface Scene {
  /** How far samples are spread: their deviation. */
  readonly spread?: number;
  /** A factor to the only kernel. */
  readonly scale?: number;
  readonly gradient?: number;
  readonly discriminatorLoss?: number;
  readonly generatorLoss?: number;
  /** What the discriminator adds to the logits of images of deviation above 0.1. */
  readonly lead?: number;
}

/** Plays scenes to a watch, one look each of 100 images; returns what it warned of, with the look, and why it stopped. */
async function play(
  scenes: readonly Scene[],
  options: CollapseWatchOptions = {},
): Promise<{ warnings: (Warning & { at: number })[]; stopped: string[]; figures: CollapseFigures[] }> {
  const kernel = tf.tidy(() => tf.variable(tf.tensor2d([[1, 0], [0, 0.5]]))); // prettier-ignore
  let scene: Scene = scenes[0]!;
  const draw = (count: number, seed: number): Tensor4D =>
    tf.tidy(() => tf.clipByValue(randomStream(seed).normal([count, 2, 2, 1], { deviation: scene.spread ?? 0.4 }), -1, 1)) as Tensor4D;
  const discriminator: Network = {
    ...{ name: 'discriminator', trainable: [], statistics: [] },
    apply: (images: Tensor) => {
      const first = tf.slice(images, [0, 0, 0, 0], [images.shape[0], 1, 1, 1]);
      return tf.reshape(tf.mul(first, scene.lead ?? 0), [-1, 1]);
    },
  };
  const generator: Network = { name: 'generator', trainable: [kernel], statistics: [], apply: () => tf.scalar(0) };
  const system = {
    ...{ name: 'made up', config: {}, state: {}, phases: [{ name: 'train' }], networks: { generator, discriminator } },
    step: () => Promise.resolve({}),
    sample: (count: number) => draw(count, 3),
  } as unknown as GanSystem<unknown, unknown>;
  const [warnings, stopped, figures]: [(Warning & { at: number })[], string[], CollapseFigures[]] = [[], [], []];
  const moment = (look: number): Moment => ({
    ...{
      step: look,
      imagesSeen: 100 * look,
      images: 100 * scenes.length,
      seconds: 0,
      phase: { name: 'train', progress: 0 },
      system,
      ema: null,
    },
    sample: (count) => Promise.resolve(draw(count, 7)),
    checkpoint: () => Promise.reject(new Error('none')),
    stop: (reason) => void stopped.push(reason),
    warn: (warning) => Promise.resolve(void warnings.push({ ...warning, at: look })),
  });
  const watch = collapseWatch({ every: 100, samples: 16, onLook: (one) => void figures.push(one), ...options });
  await watch.begin?.({ ...moment(0), settings: {}, figures: {} } satisfies RunStart);
  for (const [i, one] of scenes.entries()) {
    scene = one;
    const values = tf.tidy(() => tf.mul<tf.Tensor2D>(tf.tensor2d([[1, 0], [0, 0.5]]), one.scale ?? 1)); // prettier-ignore
    kernel.assign(values);
    values.dispose();
    await watch.step?.({
      ...moment(i + 1),
      losses: { discriminator: { adversarial: one.discriminatorLoss ?? 1 }, generator: { adversarial: one.generatorLoss ?? 1 } },
      ...{ gradientNorms: { generator: one.gradient ?? 1 }, figures: {}, imagesPerSecond: 1, secondsLeft: 1 },
    } satisfies StepEvent);
  }
  kernel.dispose();
  return { warnings, stopped, figures };
}

const looks = (count: number, scene: Scene = {}): Scene[] => Array.from({ length: count }, () => scene);
const found = ({ warnings }: { warnings: (Warning & { at: number })[] }): string[] => warnings.map(({ kind, at }) => `${kind} ${at}`);

describe('collapseWatch', () => {
  test('has nothing to say of a steady run, and leaves no tensor', async () => {
    await play(looks(1));
    const before = tf.memory().numTensors;
    expect(found(await play(looks(30), { data: toyData() }))).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    ['diversity', { spread: 0.01 }],
    ['singularValues', { scale: 4 }],
    ['gradients', { gradient: 11 }],
    ['gradients', { gradient: 0.01 }],
  ])('tells %s of %j once, at its second look, and again after it has ended', async (kind, scene) => {
    const told = await play([...looks(8), ...looks(6, scene), ...looks(3), ...looks(3, scene)]);
    expect(found(told)).toEqual([`${kind} 10`, `${kind} 19`]);
    expect(told.warnings[0]!.message).toMatch(/\(since 900 images, now 1,000\)\. /);
    expect(told.stopped).toEqual([]);
  });

  test('tells a discriminator that has won after three times as many', async () => {
    const won = { discriminatorLoss: 0.001, generatorLoss: 7 };
    expect(found(await play([...looks(8), ...looks(6, won)]))).toEqual(['discriminator 14']);
    expect(found(await play([...looks(8), ...looks(5, won), ...looks(3)]))).toEqual([]);
  });

  test('asks the discriminator where there are real images, and compares samples with them', async () => {
    const { figures, warnings } = await play(looks(20, { spread: 0.05, lead: 1 }), { data: toyData() });
    const { samples, real, accuracy } = figures[7]!;
    expect(samples!.distance).toBeLessThan(real!.distance / 2);
    expect(accuracy).toBeGreaterThan(0.3);
    expect(accuracy).toBeLessThan(0.9);
    expect(warnings.map(({ kind, at }) => `${kind} ${at}`)).toEqual(['diversity 7']);
    const score = (images: Tensor4D): Tensor => tf.cast(tf.greater(tf.max(tf.abs(images), [1, 2, 3]), 0.2), 'float32');
    expect((await play(looks(2, { spread: 0.05 }), { data: toyData(), score })).figures[1]!.accuracy).toBeGreaterThan(0.9);
    expect((await play(looks(2), { data: toyData(), score: null })).figures[1]).not.toHaveProperty('accuracy');
  });

  test('ends the run where it is asked to', async () => {
    const { stopped } = await play([...looks(8), ...looks(4, { spread: 0 })], { stop: true });
    expect(stopped).toEqual(['diversity: samples are alike: two of them are 0 apart, a while ago 0.564']);
  });

  test('takes patience, settling and limits as they are given', async () => {
    const collapse = [...looks(4), ...looks(4, { scale: 2.5 })];
    expect(found(await play(collapse))).toEqual([]);
    expect(found(await play(collapse, { settle: 3, patience: 1, limits: { singularValue: 2 } }))).toEqual(['singularValues 5']);
    expect(found(await play(collapse, { settle: 3, patience: 3, limits: { singularValue: 2 } }))).toEqual(['singularValues 7']);
  });

  test('draws nothing where samples is 0', async () => {
    const { figures } = await play(looks(3), { samples: 0 });
    expect(figures).toHaveLength(4);
    expect(Object.keys(figures[3]!).sort()).toEqual(['gradientNorms', 'losses', 'singularValues']);
    expect(Object.values(figures[3]!.singularValues)).toEqual([[expect.closeTo(1, 4), expect.closeTo(0.5, 4)]]);
  });

  test.each([
    [{ every: 0 }, 'collapseWatch: every must be above 0. Got 0.'],
    [{ settle: -1 }, 'collapseWatch: settle must be a whole number from 0. Got -1.'],
    [{ patience: 0.5 }, 'collapseWatch: patience must be a whole number from 1. Got 0.5.'],
    [{ samples: 1 }, 'collapse: samples must be a whole number from 2, or 0 for none. Got 1.'],
    [{ limits: { diversity: 2 } }, 'collapseWatch: limits.diversity must be a share between 0 and 1. Got 2.'],
  ])('refuses %j', (options, message) => {
    expect(() => collapseWatch(options)).toThrow(message);
  });
});

describe('in a run', () => {
  /** The losses of each step of a run with these observers. */
  async function run(...observers: Parameters<typeof train>[2]['observers'] & object): Promise<string[]> {
    const system = toySystem();
    const losses: string[] = [];
    const keep = { step: ({ losses: terms }: StepEvent) => void losses.push(JSON.stringify(terms)) };
    await train(system, toyData(), { images: 200, batchSize: 4, observers: [keep, ...observers] });
    disposeToy(system);
    return losses;
  }

  test('it changes nothing, looks fifty times, and leaves no tensor', async () => {
    const plain = await run();
    const before = tf.memory().numTensors;
    let count = 0;
    const data = toyData();
    expect(await run(collapseWatch({ data, samples: 8, onLook: () => void (count += 1) }))).toEqual(plain);
    expect(tf.memory().numTensors).toBe(before);
    expect(count).toBe(51);
    expect([data.requests.length, data.closed()]).toEqual([1, 1]);
  });

  test('data of another kind, and a discriminator that needs more than images, are refused before the first step', async () => {
    const tall = toyData();
    const data = { ...tall, stream: (request: Parameters<typeof tall.stream>[0]) => tall.stream({ ...request, resolution: 3 }) };
    await expect(run(collapseWatch({ data }))).rejects.toThrow(
      "collapse: the images of 'noise' must be of the samples' size, [N, 2, 2, 1]. Got [64, 3, 3, 1].",
    );
    const score = (images: Tensor4D): Tensor => tf.zeros([images.shape[0], 3]);
    await expect(run(collapseWatch({ data: tall, score }))).rejects.toThrow(
      'collapse: the discriminator must give logits [64, 1] or [64, h, w, 1]. Got [64, 3].',
    );
  });
});
