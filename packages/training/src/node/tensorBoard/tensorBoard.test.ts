import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { readEvents, type ReadEvent } from '../../../tests/readEvents';
import { toyData } from '../../../tests/toyData';
import { toySystem } from '../../../tests/toySystem';
import type { Moment, Observer, StepEvent } from '../../observer';
import { train } from '../../train';
import { tensorBoard } from './tensorBoard';

let root = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-events-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
const eventsOf = (folder: string): ReadEvent[] => filesOf(folder).flatMap((path) => readEvents(readFileSync(path)).events);
const points = (events: readonly ReadEvent[], tag: string): (readonly [number, number | undefined])[] =>
  events.flatMap(({ step, values }) => values.filter((value) => value.tag === tag).map(({ scalar }) => [step, scalar] as const));
const texts = (events: readonly ReadEvent[], tag: string): (string | undefined)[] =>
  events.flatMap(({ values }) => values.filter((value) => value.tag === tag).map(({ text }) => text));
const settings = { images: 40, batchSize: 4, seed: 7 };

describe('tensorBoard', () => {
  test('writes losses as means, sheets, histograms and settings by images shown', async () => {
    const folder = join(root, 'whole');
    const losses: number[] = [];
    const keep: Observer = { step: (event) => void losses.push(event.losses['discriminator']!['adversarial']!) };
    const system = toySystem();
    const before = tf.memory().numTensors;
    const observers = [keep, tensorBoard(folder, { every: 16, scalarsEvery: 8, samples: 60, columns: 60 })];
    await train(system, toyData(), { ...settings, observers });
    expect(tf.memory().numTensors).toBe(before);

    const [name, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(name).toMatch(/^events\.out\.tfevents\.\d{10,}\.[\w.-]+\.\d+\.0$/);
    const events = eventsOf(folder);
    expect(events[0]).toMatchObject({ fileVersion: 'brain.Event:2', step: 0 });
    expect(events[1]).toMatchObject({ sessionStatus: 1, step: 0 });
    expect(Math.abs(events[0]!.wallTime - Date.now() / 1000)).toBeLessThan(60);

    const means = [8, 16, 24, 32, 40].map((images, pair) => [images, Math.fround((losses[2 * pair]! + losses[2 * pair + 1]!) / 2)]);
    expect(points(events, 'losses/discriminator/adversarial')).toEqual(means);
    expect(points(events, 'losses/generator/adversarial')).toHaveLength(5);
    expect(points(events, 'speed/imagesPerSecond').map(([step]) => step)).toEqual([8, 16, 24, 32, 40]);
    expect(JSON.parse(texts(events, 'settings')[0]!)).toMatchObject({ system: 'toy', batchSize: 4 });

    const looks = events.filter(({ values }) => values.some(({ tag }) => tag === 'samples'));
    expect(looks.map(({ step }) => step)).toEqual([0, 16, 32, 40]);
    const [sheet, generator, discriminator] = looks.at(-1)!.values;
    expect(sheet!.image).toMatchObject({ width: 952, height: 8, channels: 1 });
    expect(sheet!.image!.png.subarray(1, 4).toString()).toBe('PNG');
    expect([generator!.tag, discriminator!.tag]).toEqual(['weights/generator/vectors', 'weights/discriminator/vectors']);
    const [shift] = await system.networks['generator']!.trainable[0]!.data();
    expect(generator!.histogram!.moments).toEqual([shift, shift, 1, shift, shift! ** 2]);
    expect(generator!.histogram!.counts).toEqual([1]);
  });

  test('a resumed run forgets from its checkpoint on, in a file of its own', async () => {
    const folder = join(root, 'resumed');
    let checkpoint: Uint8Array = new Uint8Array(0);
    const take: Observer = {
      async step(event) {
        if (event.imagesSeen === 16) checkpoint = await event.checkpoint();
      },
    };
    await train(toySystem(), toyData(), { ...settings, images: 24, observers: [take, tensorBoard(folder, { samples: 0 })] });
    const [first] = filesOf(folder);
    // As a crash would: the last record is cut short.
    const bytes = readFileSync(first!);
    writeFileSync(first!, bytes.subarray(0, bytes.length - 5));
    const cut = readEvents(readFileSync(first!));
    expect(cut.rest).toBeGreaterThan(0);
    expect(cut.events).toHaveLength(readEvents(bytes).events.length - 1);

    await train(toySystem(), toyData(), { ...settings, resume: checkpoint, observers: [tensorBoard(folder, { samples: 0 })] });
    const [again, second, ...others] = filesOf(folder);
    expect([again, others]).toEqual([first, []]);
    expect(readFileSync(first!)).toEqual(bytes.subarray(0, bytes.length - 5));
    const { events } = readEvents(readFileSync(second!));
    expect(events[1]).toMatchObject({ sessionStatus: 1, step: 17 });
    expect(points(events, 'losses/generator/adversarial').map(([step]) => step)).toEqual([20, 24, 28, 32, 36, 40]);
  });

  test('writes gradient norms, figures, warnings, a step back, and what stopped the run', async () => {
    const folder = join(root, 'told');
    const observer = tensorBoard(folder, { samples: 0, scalarsEvery: 4, every: 1000 });
    const system = toySystem();
    const at = (step: number): Moment => ({ step, imagesSeen: 4 * step, images: 40, system }) as unknown as Moment;
    const step = (number: number, more: object): StepEvent =>
      ({ ...at(number), losses: {}, gradientNorms: { g: number }, figures: {}, imagesPerSecond: 1, ...more }) as unknown as StepEvent;
    await observer.begin!({ ...at(0), settings: {}, figures: { fid: { value: 300, isBest: true } } });
    await observer.step!(step(1, { figures: { fid: { value: 200, isBest: true } } }));
    await observer.step!(step(2, {}));
    await observer.warn!({ kind: 'diversity', message: 'all alike\n<b>' }, at(2));
    await observer.recover!(at(1), new Error('NaN'));
    await observer.step!(step(2, {}));
    await observer.fail!(new Error('disk full'));
    const events = eventsOf(folder);
    expect(points(events, 'figures/fid')).toEqual([
      [0, 300],
      [4, 200],
    ]);
    expect(points(events, 'gradientNorms/g')).toEqual([
      [4, 1],
      [8, 2],
      [8, 2],
    ]);
    expect(events.filter(({ sessionStatus }) => sessionStatus === 1).map(({ step }) => step)).toEqual([0, 5]);
    expect(texts(events, 'warnings')).toEqual(['**diversity**\n\n    all alike\n    <b>']);
    expect(texts(events, 'recoveries')).toEqual(['    NaN']);
    expect(texts(events, 'stopped')).toEqual(['    disk full']);
  });

  test('says which option does not fit, and which folder', async () => {
    const moment = { step: 0, imagesSeen: 0, images: 40, settings: {}, figures: {} } as never;
    await expect(async () => tensorBoard(root, { every: 0 }).begin!(moment)).rejects.toThrow(/tensorBoard: every must be .* Got 0\. Leave/);
    await expect(async () => tensorBoard(root, { columns: 0 }).begin!(moment)).rejects.toThrow(/columns must be .* Got 0\. Use 8/);
    writeFileSync(join(root, 'file'), '');
    await expect(async () => tensorBoard(join(root, 'file')).begin!(moment)).rejects.toThrow(
      /could not create the folder '.*file'\. Got EEXIST/,
    );
  });
});
