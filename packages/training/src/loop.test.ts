import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { clipGlobalNorm, randomStream, type Augmentation, type JsonObject, type Optimizer } from '@ganblocks/core';
import { learner } from '../tests/learner';
import { toyData } from '../tests/toyData';
import type { StepEvent, Warning } from './observer';
import { NonFiniteError } from './nonFiniteError';
import type { RateSchedules } from './rates';
import { exponentialDecay, linearDecay } from './schedules';
import { train } from './train';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const optimizerOf = (system: ReturnType<typeof learner>): Optimizer => system.state['generator'] as Optimizer;
const valueOf = (system: ReturnType<typeof learner>): number => system.mean.dataSync()[0]!;

/** All events of a run of a fresh learner, which is disposed. */
async function eventsOf(options: Partial<Parameters<typeof train>[2]>, system = learner()): Promise<StepEvent[]> {
  const events: StepEvent[] = [];
  await train(system, toyData(), { images: 40, batchSize: 4, ...options, observers: [{ step: (event) => void events.push(event) }] });
  return events;
}

describe('rates', () => {
  test('follow the images shown, from the rate that the optimizer has', async () => {
    const system = learner({ learningRate: 0.2 });
    const rates: number[] = [];
    const observers = [{ step: () => void rates.push(optimizerOf(system).learningRate) }];
    await train(system, toyData(), { images: 40, batchSize: 4, rates: linearDecay({ from: 0.5 }), observers });
    rates.slice(0, 6).forEach((rate) => expect(rate).toBeCloseTo(0.2, 10));
    [0.16, 0.12, 0.08, 0.04].forEach((rate, i) => expect(rates[6 + i]).toBeCloseTo(rate, 10));
    system.dispose();
  });

  test.each([
    ['over the run', linearDecay()],
    ['at a pace', exponentialDecay({ divisor: 1.000004, images: 4, least: 1e-5 })],
  ])('%s go on exactly in a resumed run', async (_, generator) => {
    const options = { images: 40, batchSize: 4, rates: { generator } };
    const whole = learner({ learningRate: 0.2 });
    let bytes: Uint8Array | undefined;
    const keep = async (event: StepEvent): Promise<void> => {
      if (event.step === 4) bytes = await event.checkpoint();
    };
    await train(whole, toyData(), { ...options, observers: [{ step: keep }] });
    const resumed = learner({ learningRate: 0.2 });
    await train(resumed, toyData(), { ...options, resume: bytes! });
    expect(valueOf(resumed)).toBe(valueOf(whole));
    expect(optimizerOf(resumed).learningRate).toBe(optimizerOf(whole).learningRate);
    whole.dispose();
    resumed.dispose();
  });

  test('may be given or left out where a run goes on; the optimizer keeps the rate that it had without them', async () => {
    const checkpointOf = async (rates?: RateSchedules): Promise<Uint8Array> => {
      const system = learner({ learningRate: 0.2 });
      let bytes = new Uint8Array();
      const step = async (event: StepEvent): Promise<void> => void (bytes = new Uint8Array(await event.checkpoint()));
      await train(system, toyData(), { images: 8, batchSize: 4, ...(rates ? { rates } : {}), observers: [{ step }] });
      system.dispose();
      return bytes;
    };
    const rateAfter = async (resume: Uint8Array, rates?: RateSchedules): Promise<number> => {
      const system = learner({ learningRate: 0.2 });
      // As built again by a program in which the rate has been changed.
      optimizerOf(system).learningRate = 0.3;
      await train(system, toyData(), { images: 12, batchSize: 4, resume, ...(rates ? { rates } : {}) });
      const rate = optimizerOf(system).learningRate;
      system.dispose();
      return rate;
    };
    expect(await rateAfter(await checkpointOf(() => 0.1))).toBe(0.2);
    expect(await rateAfter(await checkpointOf(), () => 0.5)).toBe(0.1);
    expect(await rateAfter(await checkpointOf(() => 0.1), () => 0.5)).toBe(0.1);
    expect(await rateAfter(await checkpointOf())).toBe(0.2);
  });

  test('of an optimizer that is not there, or that are no numbers, are refused, and nothing is left behind', async () => {
    const system = learner();
    const before = tf.memory().numTensors;
    const run = (rates: object) => train(system, toyData(), { images: 8, batchSize: 4, rates: rates as never });
    await expect(run({ critic: linearDecay() })).rejects.toThrow(/optimizers of 'learner'\. Got 'critic'\. Choose from generator/);
    await expect(run(() => NaN)).rejects.toThrow(/finite number from 0\. Got NaN for 'generator' after 0 images/);
    const evaluate = { every: 0, figures: {} };
    await expect(train(system, toyData(), { images: 8, batchSize: 4, evaluate })).rejects.toThrow('evaluate.every must be above 0');
    expect(tf.memory().numTensors).toBe(before);
    system.dispose();
  });
});

describe('gradients', () => {
  test('are accumulated over micro-batches', async () => {
    const [whole, parts] = [learner(), learner()];
    const a = await eventsOf({}, whole);
    const b = await eventsOf({ microBatchSize: 3 }, parts);
    expect(parts.parts.slice(0, 4)).toEqual([3, 1, 3, 1]);
    expect(valueOf(parts)).toBeCloseTo(valueOf(whole), 6);
    a.forEach(({ losses }, i) => expect(b[i]!.losses['generator']!['error']).toBeCloseTo(losses['generator']!['error']!, 5));
    await expect(eventsOf({ microBatchSize: 0 })).rejects.toThrow(/microBatchSize must be/);
  });

  test('show their norm, before they are clipped', async () => {
    const free = await eventsOf({});
    const before = tf.memory().numTensors;
    const system = learner();
    const clipped = await eventsOf({ reduceGradients: clipGlobalNorm(1e-3) }, system);
    system.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(clipped[0]!.gradientNorms['generator']).toBe(free[0]!.gradientNorms['generator']);
    expect(free[0]!.gradientNorms['generator']).toBeGreaterThan(0.1);
    expect(Math.abs(valueOf(learner()))).toBe(0);
  });

  test('that overflow stop the run with the weights that they have spoilt', async () => {
    const system = learner({ learningRate: 1e25 });
    const before = tf.memory().numTensors;
    const error: unknown = await eventsOf({}, system).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NonFiniteError);
    expect(error).toMatchObject({ network: 'generator', term: 'error' });
    expect((error as Error).message).toMatch(/Got (NaN|Infinity) for term 'error' of 'generator' in step \d, after \d+ images/);
    expect((error as Error).message).toMatch(/generator\/mean/);
    expect((error as Error).message).toMatch(/Lower the learning rate of 'generator'/);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('augment changes what the system lets it change, by the numbers of each step', async () => {
  const draws: number[] = [];
  const augment: Augmentation = {
    name: 'shift',
    apply(images, random) {
      draws.push(random.split('shift').next());
      return tf.add(images, 1);
    },
  };
  const [plain, shifted] = [learner({ learningRate: 0.4 }), learner({ learningRate: 0.4 })];
  await eventsOf({}, plain);
  const settings: JsonObject[] = [];
  await train(shifted, toyData(), { images: 40, batchSize: 4, augment, observers: [{ begin: (run) => void settings.push(run.settings) }] });
  expect(valueOf(shifted) - valueOf(plain)).toBeGreaterThan(0.8);
  expect(new Set(draws).size).toBe(10);
  expect(settings[0]!['augment']).toBe('shift');
  plain.dispose();
  shifted.dispose();
});

describe('recover', () => {
  test('goes back to the last good moment with lower rates, and on to the end', async () => {
    const system = learner({ learningRate: 1e4 });
    const back: { step: number; rate: number }[] = [];
    const steps: number[] = [];
    const before = tf.memory().numTensors;
    const summary = await train(system, toyData(), {
      images: 200,
      batchSize: 4,
      recover: { every: 8, rate: 1e-3, times: 5 },
      observers: [
        {
          step: ({ step }) => void steps.push(step),
          recover: ({ step }) => void back.push({ step, rate: optimizerOf(system).learningRate }),
        },
      ],
    });
    expect(back.length).toBeGreaterThan(0);
    expect(back.at(-1)!.rate).toBeCloseTo(1e4 * 1e-3 ** back.length, 6);
    expect(summary.images).toBe(200);
    expect(steps.at(-1)).toBe(50);
    expect(Number.isFinite(valueOf(system))).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
    system.dispose();
  });

  test('stops after all when it does not help', async () => {
    const system = learner({ learningRate: 1e20 });
    const run = train(system, toyData(), { images: 200, batchSize: 4, recover: { every: 8, rate: 0.9, times: 2 } });
    await expect(run).rejects.toThrow(NonFiniteError);
    system.dispose();
  });

  test.each([
    [{ every: 0 }, /recover\.every/],
    [{ rate: 1 }, /recover\.rate/],
    [{ times: 0.5 }, /recover\.times/],
  ])('refuses %j', async (recover, message) => {
    await expect(train(learner(), toyData(), { images: 8, batchSize: 4, recover })).rejects.toThrow(message);
  });
});

describe('evaluate', () => {
  const distance = { measure: async () => 1, better: 'lower' as const };

  test('measures each so many images and at the end, and knows the best', async () => {
    const values = [5, 3, 4, 2.5];
    let at = 0;
    const figures: (readonly [number, number, boolean])[] = [];
    const summary = await train(learner(), toyData(), {
      images: 40,
      batchSize: 4,
      evaluate: { every: 16, atStart: true, figures: { distance: { measure: () => values[at++]!, better: 'lower' } } },
      observers: [
        {
          begin: (start) => void figures.push([0, start.figures['distance']!.value, start.figures['distance']!.isBest]),
          step({ imagesSeen, figures: { distance: one } }) {
            if (one) figures.push([imagesSeen, one.value, one.isBest]);
          },
        },
      ],
    });
    expect(figures).toEqual([
      [0, 5, true],
      [16, 3, true],
      [32, 4, false],
      [40, 2.5, true],
    ]);
    expect(summary.best).toEqual({ distance: { value: 2.5, imagesSeen: 40 } });
  });

  test('stops when a figure has not become better for long; the resumed run waits as long', async () => {
    const options = {
      images: 400,
      batchSize: 4,
      evaluate: { every: 8, figures: { distance }, stopAfter: { figure: 'distance', evaluations: 3 } },
    };
    let bytes: Uint8Array | undefined;
    const keep = async (event: StepEvent): Promise<void> => {
      if (event.imagesSeen === 16) bytes = await event.checkpoint();
    };
    const summary = await train(learner(), toyData(), { ...options, observers: [{ step: keep }] });
    expect(summary.images).toBe(32);
    expect(summary.stopped).toMatch(/distance has not become better than 1 in 3 evaluations/);
    const resumed = await train(learner(), toyData(), { ...options, resume: bytes! });
    expect(resumed).toMatchObject({ images: 32, best: { distance: { value: 1, imagesSeen: 8 } } });
  });

  test.each([
    [{ every: 0, figures: { distance } }, /evaluate\.every/],
    [{ every: 8, figures: {} }, /must name a figure/],
    [{ every: 8, figures: { distance }, stopAfter: { figure: 'fid', evaluations: 3 } }, /Got 'fid'\. Choose from distance/],
    [{ every: 8, figures: { distance }, stopAfter: { figure: 'distance', evaluations: 0 } }, /evaluations must be a whole number/],
    [{ every: 8, figures: { distance: { measure: () => NaN, better: 'lower' as const } } }, /'distance' must be a finite number\. Got NaN/],
  ])('refuses %j', async (evaluate, message) => {
    await expect(train(learner(), toyData(), { images: 8, batchSize: 4, evaluate })).rejects.toThrow(message);
  });
});

describe('observers', () => {
  test('can end a run, and warn each other', async () => {
    const warnings: [Warning, number][] = [];
    let ended = false;
    const summary = await train(learner(), toyData(), {
      images: 400,
      batchSize: 4,
      observers: [
        {
          async step(event) {
            if (event.step === 2) await event.warn({ kind: 'diversity', message: 'all alike' });
            if (event.step === 3) event.stop('enough');
            event.stop('later');
          },
        },
        { warn: (warning, { step }) => void warnings.push([warning, step]), end: () => void (ended = true) },
      ],
    });
    expect(summary).toMatchObject({ steps: 1, stopped: 'later' });
    expect(ended).toBe(true);
    const second = await train(learner(), toyData(), {
      images: 400,
      batchSize: 4,
      observers: [
        {
          async step(event) {
            if (event.step === 2) await event.warn({ kind: 'diversity', message: 'all alike' });
            if (event.step === 3) event.stop('enough');
          },
        },
        { warn: (warning, { step }) => void warnings.push([warning, step]) },
      ],
    });
    expect(second).toMatchObject({ steps: 3, stopped: 'enough' });
    expect(warnings).toEqual([[{ kind: 'diversity', message: 'all alike' }, 2]]);
  });
});

test('a checkpoint that is altered in any byte, or cut, is refused', async () => {
  const system = learner();
  const before = valueOf(system);
  let bytes = new Uint8Array(0);
  await train(learner(), toyData(), {
    images: 4,
    batchSize: 4,
    observers: [{ step: async (event) => void (bytes = new Uint8Array(await event.checkpoint())) }],
  });
  const random = randomStream(3);
  for (let at = 0; at < bytes.length; at++) {
    const altered = bytes.slice();
    altered[at]! ^= 1 << Math.floor(random.next() * 8);
    await expect(train(system, toyData(), { images: 8, batchSize: 4, resume: altered })).rejects.toThrow(
      /^(checkpoint|readSafetensors|train)/,
    );
  }
  for (const length of [0, 7, 100, bytes.length - 1]) {
    const cut = bytes.slice(0, length);
    await expect(train(system, toyData(), { images: 8, batchSize: 4, resume: cut })).rejects.toThrow(/^(checkpoint|readSafetensors)/);
  }
  expect(valueOf(system)).toBe(before);
});
