import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { readSafetensors, writeSafetensors } from '@ganblocks/core';
import { sealed } from '../tests/sealed';
import { toyData } from '../tests/toyData';
import { disposeToy, toySystem, type ToyOptions } from '../tests/toySystem';
import { readCheckpoint } from './checkpoint/index';
import type { Losses, Observer } from './observer';
import { train } from './train';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

interface Record_ {
  readonly losses: Losses[];
  readonly checkpoints: Uint8Array[];
  readonly sheets: number[][];
}

/** An observer that keeps the losses, a checkpoint and a sheet of every step. */
function recorder(): Observer & Record_ {
  const record: Record_ = { losses: [], checkpoints: [], sheets: [] };
  return {
    ...record,
    async step(event) {
      record.losses.push(event.losses);
      record.checkpoints.push(await event.checkpoint());
      const sheet = await event.sample(2);
      record.sheets.push([...sheet.dataSync()]);
      sheet.dispose();
    },
  };
}

async function runOf(
  toy: ToyOptions,
  options: { images: number; batchSize: number; seed?: number; resume?: Uint8Array },
): Promise<Record_> {
  const system = toySystem(toy);
  const record = recorder();
  await train(system, toyData(), { ...options, observers: [record] });
  disposeToy(system);
  return record;
}

/** A checkpoint but for its seconds. */
function contentOf(bytes: Uint8Array): unknown {
  const { info, tensors } = readCheckpoint(bytes);
  return { ...info, seconds: 0, tensors: [...tensors].map(([name, { shape, data }]) => [name, shape, [...data].map(Number)]) };
}

describe('resume', () => {
  test.each([
    ['one phase', {}],
    [
      'several phases and draws',
      { draws: 2, phases: [{ name: 'a', images: 12 }, { name: 'b', images: 20, data: { batchSize: 2 } }, { name: 'c' }] },
    ],
  ] as [string, ToyOptions][])('continues bit for bit: %s', async (_, toy) => {
    const options = { batchSize: 4, seed: 11 };
    const whole = await runOf(toy, { ...options, images: 48 });
    const steps = whole.losses.length;
    for (const at of [1, 4, 5, 7].filter((step) => step < steps)) {
      const rest = await runOf(toy, { batchSize: 4, images: 48, resume: whole.checkpoints[at - 1]! });
      expect(rest.losses).toEqual(whole.losses.slice(at));
      expect(rest.sheets).toEqual(whole.sheets.slice(at));
      expect(contentOf(rest.checkpoints.at(-1)!)).toEqual(contentOf(whole.checkpoints.at(-1)!));
    }
  });

  test('goes on from where a finished run ended, with its seconds', async () => {
    const first = await runOf({}, { images: 16, batchSize: 4, seed: 3 });
    const whole = await runOf({}, { images: 32, batchSize: 4, seed: 3 });
    const system = toySystem();
    const more = await train(system, toyData(), { images: 32, batchSize: 4, resume: first.checkpoints[3]! });
    expect(more).toMatchObject({ steps: 8, images: 32, losses: whole.losses[7] });
    expect(more.seconds).toBeGreaterThan(readCheckpoint(first.checkpoints[3]!).info.seconds);
  });

  test('has nothing to do where the checkpoint has shown enough images', async () => {
    const { checkpoints } = await runOf({}, { images: 16, batchSize: 4 });
    const system = toySystem();
    const summary = await train(system, toyData(), { images: 8, batchSize: 4, resume: checkpoints[3]! });
    expect(summary).toMatchObject({ steps: 4, images: 16, losses: {} });
    expect(system.seen).toHaveLength(0);
  });

  test('refuses other seeds, data, configurations and systems, and leaves everything as it was', async () => {
    const { checkpoints } = await runOf({}, { images: 16, batchSize: 4, seed: 3 });
    const resume = checkpoints[3]!;
    const before = tf.memory().numTensors;
    const refused = async (
      options: { batchSize?: number; seed?: number; resolution?: number },
      toy: ToyOptions,
      message: RegExp,
      other: { name?: string; size?: number } = {},
    ): Promise<void> => {
      const [system, data] = [toySystem(toy), { ...toyData(), ...other }];
      await expect(train(system, data, { images: 32, batchSize: 4, ...options, resume })).rejects.toThrow(message);
      expect(system.networks['generator']!.trainable[0]!.dataSync()[0]).toBeCloseTo(0.3, 6);
      expect(data.closed()).toBe(data.requests.length);
      disposeToy(system);
    };
    await refused({ seed: 4 }, {}, /keeps its seed, 3\. Got seed 4/);
    await refused({ batchSize: 8 }, {}, /keeps its data as they were, batchSize 4\. Got batchSize 8/);
    await refused({ resolution: 8 }, {}, /Got batchSize 4 and resolution 8/);
    await refused({}, {}, /keeps its data, 'noise' of 1000 images\. Got 'photos' of 1000/, { name: 'photos' });
    await refused({}, {}, /Got 'noise' of 999\. Pass the same/, { size: 999 });
    await refused({}, { config: { kind: 'other' } }, /Got kind: "toy" in the checkpoint, "other" in the system/);
    await refused({}, { phases: [{ name: 'other' }] }, /its phase 0 is 'train'\. Got 'other'/);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses a checkpoint whose images do not reach its phase', async () => {
    const phases = [{ name: 'a', images: 8 }, { name: 'b' }];
    const { checkpoints } = await runOf({ phases }, { images: 16, batchSize: 4, seed: 3 });
    const { tensors, metadata } = readSafetensors(checkpoints[3]!);
    const damaged = (imagesSeen: number): Uint8Array =>
      sealed(writeSafetensors(tensors, { ...metadata, run: metadata['run']!.replace('"imagesSeen":16', `"imagesSeen":${imagesSeen}`) }));
    for (const [imagesSeen, images] of [
      [4, 4],
      [0, 32],
    ] as const) {
      const system = toySystem({ phases });
      const run = train(system, toyData(), { images, batchSize: 4, resume: damaged(imagesSeen) });
      await expect(run).rejects.toThrow(`the checkpoint's ${imagesSeen} images must reach its phase 1, 'b'. They end before it begins.`);
      expect(system.seen).toHaveLength(0);
      disposeToy(system);
    }
  });
});
