import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { GanError, ema } from '@ganblocks/core';
import { toyData } from '../tests/toyData';
import { disposeToy, toySystem } from '../tests/toySystem';
import type { Losses, Moment, StepEvent } from './observer';
import { train } from './train';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

/** Runs a fresh toy and returns the losses of its steps. */
async function lossesOf(options: { images: number; batchSize: number; seed?: number }): Promise<Losses[]> {
  const system = toySystem();
  const losses: Losses[] = [];
  await train(system, toyData(), { ...options, observers: [{ step: (event) => void losses.push(event.losses) }] });
  disposeToy(system);
  return losses;
}

describe('train', () => {
  test('runs whole steps until the images have been shown, and sums up', async () => {
    const system = toySystem();
    const data = toyData();
    const summary = await train(system, data, { images: 20, batchSize: 8, resolution: 2 });
    expect(summary).toMatchObject({ system: 'toy', steps: 3, images: 24 });
    expect(Object.keys(summary.losses)).toEqual(['discriminator', 'generator']);
    expect(Object.keys(summary.losses['discriminator']!)).toEqual(['adversarial', 'drift']);
    expect(system.seen.map(({ step, imagesSeen, batch }) => [step, imagesSeen, batch])).toEqual([
      [0, 0, 8],
      [1, 8, 8],
      [2, 16, 8],
    ]);
    expect(data.requests).toEqual([{ batchSize: 8, resolution: 2, seed: expect.any(Number) }]);
    expect(data.closed()).toBe(1);
  });

  test('gives the same losses for the same seed, others for another', async () => {
    const [first, again, other] = [
      await lossesOf({ images: 40, batchSize: 4, seed: 7 }),
      await lossesOf({ images: 40, batchSize: 4, seed: 7 }),
      await lossesOf({ images: 40, batchSize: 4, seed: 8 }),
    ];
    expect(first).toHaveLength(10);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('draws fresh numbers in each step', async () => {
    const system = toySystem();
    await train(system, toyData(), { images: 20, batchSize: 2 });
    expect(new Set(system.seen.map(({ draw }) => draw)).size).toBe(10);
  });

  test('keeps memory flat over steps and frees what it made', async () => {
    const system = toySystem({ draws: 3 });
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    await train(system, toyData(), {
      images: 32,
      batchSize: 4,
      observers: [
        {
          async step(event) {
            tf.dispose(await event.sample(2));
            await event.checkpoint();
            counts.push(tf.memory().numTensors);
          },
        },
      ],
    });
    expect(counts).toHaveLength(8);
    expect(new Set(counts).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('goes through phases: begin, data, progress, and the rest for the last', async () => {
    const begun: string[] = [];
    const system = toySystem({
      phases: [
        { name: 'small', images: 10, data: { batchSize: 5 }, begin: () => void begun.push('small') },
        { name: 'same', images: 10, data: { batchSize: 5 }, begin: () => void begun.push('same') },
        { name: 'large', images: 1, begin: () => void begun.push('large') },
      ],
    });
    const data = toyData();
    await train(system, data, { images: 40, batchSize: 10 });
    expect(begun).toEqual(['small', 'same', 'large']);
    expect(system.seen.map(({ phase, batch, progress }) => [phase, batch, progress])).toEqual([
      ['small', 5, 0],
      ['small', 5, 0.5],
      ['same', 5, 0],
      ['same', 5, 0.5],
      ['large', 10, 0],
      ['large', 10, 0.5],
    ]);
    // The first is only tried out, before the run begins.
    expect(data.requests.map(({ batchSize }) => batchSize)).toEqual([10, 5, 10]);
    expect(data.requests[1]!.seed).not.toBe(data.requests[2]!.seed);
    expect(data.closed()).toBe(3);
  });

  test('stops at a loss that is not finite, names it, and tells the observers', async () => {
    const system = toySystem({ nanAt: 2 });
    const before = tf.memory().numTensors;
    const told: unknown[] = [];
    const steps: number[] = [];
    const run = train(system, toyData(), {
      images: 40,
      batchSize: 4,
      observers: [{ step: ({ step }) => void steps.push(step), fail: (error) => void told.push(error) }],
    });
    await expect(run).rejects.toThrow(/NaN for term 'drift' of 'discriminator' in step 3, after 8 images.*[Ll]ower the learning rate/s);
    await expect(run).rejects.toThrow(GanError);
    expect(steps).toEqual([1, 2]);
    expect(told).toHaveLength(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('reports the error of the run even where an observer fails at failing', async () => {
    const run = train(toySystem({ nanAt: 0 }), toyData(), {
      images: 4,
      batchSize: 4,
      observers: [
        {
          fail: () => {
            throw new Error('again');
          },
        },
      ],
    });
    await expect(run).rejects.toThrow(/NaN/);
  });

  test('awaits observers in order, before any training first', async () => {
    const calls: string[] = [];
    const observer = (name: string) => ({
      begin: async () => void calls.push(`${name} begin`),
      step: async () => {
        await Promise.resolve();
        calls.push(`${name} step`);
      },
      end: () => void calls.push(`${name} end`),
    });
    await train(toySystem(), toyData(), { images: 4, batchSize: 4, observers: [observer('a'), observer('b')] });
    expect(calls).toEqual(['a begin', 'b begin', 'a step', 'b step', 'a end', 'b end']);
    const system = toySystem();
    const refused = train(system, toyData(), {
      images: 4,
      observers: [
        {
          begin: () => {
            throw new Error('no room');
          },
        },
      ],
    });
    await expect(refused).rejects.toThrow('no room');
    expect(system.seen).toHaveLength(0);
  });

  test('samples with the averaged weights and the same latents each time', async () => {
    const system = toySystem();
    const samples: number[][] = [];
    let moment: Moment | undefined;
    await train(system, toyData(), {
      images: 8,
      batchSize: 4,
      ema: { decay: 0.999999 },
      observers: [
        {
          async step(event: StepEvent) {
            moment = event;
            const sheet = await event.sample(3);
            expect(sheet.shape).toEqual([3, 2, 2, 1]);
            samples.push([...sheet.dataSync()]);
            sheet.dispose();
          },
        },
      ],
    });
    // The average has hardly moved, so that the same latents give the same images although the weights have moved.
    for (const [index, value] of samples[0]!.entries()) expect(samples[1]![index]).toBeCloseTo(value, 4);
    expect(moment!.images).toBe(8);
  });

  test('takes an average of the caller’s own, or none', async () => {
    const system = toySystem();
    const average = ema([system.networks['generator']!], { decay: 0.5 });
    const own: unknown[] = [];
    await train(system, toyData(), { images: 4, batchSize: 4, ema: average, observers: [{ step: (event) => void own.push(event.ema) }] });
    expect(own).toEqual([average]);
    expect(Object.values(average.tensors()).every((tensor) => !tensor.isDisposed)).toBe(true);
    average.dispose();
    await train(system, toyData(), { images: 4, batchSize: 4, ema: null, observers: [{ step: (event) => void own.push(event.ema) }] });
    expect(own[1]).toBeNull();
  });

  test.each([
    [{ images: 0 }, /images must be a whole number above 0\. Got 0/],
    [{ images: 8, batchSize: 1.5 }, /batchSize must be .* Got 1.5/],
    [{ images: 8, seed: -1 }, /seed must be .* Got -1/],
    [{ images: 8, resolution: 0 }, /resolution must be .* Got 0/],
    [
      { images: 8, ema: { networks: ['encoder'] } },
      /ema.networks must name networks of 'toy'\. Got 'encoder'\. Choose from generator, discriminator/,
    ],
  ])('refuses %j', async (options, message) => {
    await expect(train(toySystem(), toyData(), options)).rejects.toThrow(message);
  });

  test('refuses a system without phases, or with an endless one before the last', async () => {
    await expect(train(toySystem({ phases: [] }), toyData(), { images: 8 })).rejects.toThrow(/at least one phase/);
    await expect(train(toySystem({ phases: [{ name: 'first' }, { name: 'last' }] }), toyData(), { images: 8 })).rejects.toThrow(/'first'/);
  });
});
