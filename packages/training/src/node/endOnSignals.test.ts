import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { toyData } from '../../tests/toyData';
import { toySystem, type ToyOptions } from '../../tests/toySystem';
import { readCheckpoint } from '../checkpoint/index';
import type { StepEvent } from '../observer';
import { train } from './train';

let root = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-signals-'));
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => rmSync(root, { recursive: true, force: true }));

const options = { images: 40, batchSize: 4, seed: 7, quiet: true, samples: 0 };
const listeners = (): number[] => ['SIGINT', 'SIGTERM'].map((name) => process.listenerCount(name));
/** Sends signals after a step, as the system would. */
const send = (at: number, ...signals: NodeJS.Signals[]) => ({
  step: ({ step }: StepEvent): void => {
    if (step === at) for (const signal of signals) process.emit(signal, signal);
  },
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a run after its step, saved; it can go on', async (signal) => {
  const [run, note, before] = [join(root, signal), jest.fn(), listeners()];
  const evaluate = { every: 16, figures: { one: { measure: () => 1, better: 'lower' as const } } };
  const summary = await train(toySystem(), toyData(), { ...options, run, note, evaluate, observers: [send(3, signal)] });
  expect(summary).toMatchObject({ steps: 3, stopped: signal });
  expect(listeners()).toEqual(before);
  expect(readCheckpoint(readFileSync(join(run, 'checkpoint.safetensors'))).info.step).toBe(3);
  expect(JSON.parse(readFileSync(join(run, 'summary.json'), 'utf8'))).toMatchObject({ steps: 3, stopped: signal });
  expect(note.mock.calls).toEqual([
    [`${signal}: the run ends after this step and is saved. Once more ends it at once.`],
    [`Stopped by ${signal} after step 3, 12 images. To go on: train(…, { run: '${run}', resume: true }).`],
  ]);
  const rest = await train(toySystem(), toyData(), { ...options, run, resume: true });
  expect(rest.steps).toBe(10);
  expect(rest.stopped).toBeUndefined();
});

test('a second signal ends the process at once', async () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  await train(toySystem(), toyData(), { ...options, run: join(root, 'twice'), observers: [send(2, 'SIGINT', 'SIGTERM')] });
  expect(exit.mock.calls).toEqual([[143]]);
});

test('a signal in the middle of a step asks for no evaluation that is not due', async () => {
  const measure = jest.fn(() => 1);
  const system = toySystem();
  const step = system.step.bind(system);
  const interrupted = {
    ...system,
    step: async (context: Parameters<typeof step>[0]) => {
      if (context.step === 2) process.emit('SIGINT', 'SIGINT');
      return step(context);
    },
  };
  const evaluate = { every: 1000, figures: { one: { measure, better: 'lower' as const } } };
  const summary = await train(interrupted, toyData(), { ...options, run: join(root, 'middle'), evaluate });
  expect(summary).toMatchObject({ steps: 3, stopped: 'SIGINT' });
  expect(measure).not.toHaveBeenCalled();
});

test('nothing listens where a run does not want it, has no folder, or has failed', async () => {
  const before = listeners();
  const during: number[][] = [];
  const watch = { step: (): void => void during.push(listeners()) };
  await train(toySystem(), toyData(), { ...options, images: 4, run: join(root, 'off'), signals: false, observers: [watch] });
  await train(toySystem(), toyData(), { ...options, images: 4, observers: [watch] });
  expect(during).toEqual([before, before]);
  const toy: ToyOptions = { nanAt: 1 };
  await expect(train(toySystem(toy), toyData(), { ...options, run: join(root, 'fails'), observers: [watch] })).rejects.toThrow(/step 2/);
  expect(during.at(-1)).toEqual(before.map((count) => count + 1));
  expect(listeners()).toEqual(before);
});
