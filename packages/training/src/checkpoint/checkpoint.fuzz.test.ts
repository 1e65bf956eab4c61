import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import {
  adam,
  ema,
  GanError,
  randomStream,
  readSafetensors,
  writeSafetensors,
  type GanSystem,
  type ImageBatch,
  type Stateful,
} from '@ganblocks/core';
import { fuzzReader, mutateJson, mutateSafetensors, pick, type Mutation } from '@ganblocks/core/testing';
import { imageArrays } from '@ganblocks/data';
import { toySystem } from '../../tests/toySystem';
import { sealed } from '../../tests/sealed';
import { train } from '../train';
import { checkpointBytes, readCheckpoint, restoreCheckpoint } from './index';

const FILES = 3000;
const RESUMED = 300;

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const request = { batchSize: 4, seed: 3 };
const noise = imageArrays({ name: 'noise', images: Uint8Array.from({ length: 64 }, (_, index) => index * 4), shape: [16, 2, 2, 1] });

/** Two networks, an optimizer each, averages, a position in the data: all that a checkpoint may hold. */
function subject() {
  const toy = toySystem({ phases: [{ name: 'first', images: 8 }, { name: 'second' }] });
  const { generator, discriminator } = toy.networks;
  const state = { g: adam([generator!], { name: 'g' }), d: adam([discriminator!], { name: 'd' }) };
  const system: GanSystem<ImageBatch> = { ...toy, state };
  return { system, average: ema([generator!], { decay: 0.5 }), stream: noise.stream(request) };
}

type Subject = ReturnType<typeof subject>;
const partsOf = ({ system, average, stream }: Subject): Stateful[] => [...Object.values(system.state), average, stream];

/** Every number of a subject. */
const numbersOf = (one: Subject): string =>
  JSON.stringify([
    Object.values(one.system.networks).map(({ trainable, statistics }) =>
      [...trainable, ...statistics].map((variable) => [...variable.dataSync()]),
    ),
    partsOf(one).map((part) => [part.toJson(), ...Object.values(part.tensors()).map((tensor) => [...tensor.dataSync()])]),
  ]);

/** Moves every number away from where it is. */
function move(one: Subject, by: number): void {
  const variables = Object.values(one.system.networks).flatMap(({ trainable, statistics }) => [...trainable, ...statistics]);
  const tensors = partsOf(one).flatMap((part) => Object.values(part.tensors()) as tf.Variable[]);
  for (const variable of [...variables, ...tensors]) tf.tidy(() => variable.assign(tf.add(variable, by)));
}

const bytesOf = ({ system, average, stream }: Subject, at: { phase: number; imagesSeen: number }): Promise<Uint8Array> =>
  checkpointBytes({
    ...at,
    system,
    ema: average,
    step: at.imagesSeen / 4,
    seconds: 2.5,
    random: randomStream(5),
    data: { stream, request },
  });

/** Checkpoints of both phases. */
async function written(): Promise<Uint8Array[]> {
  const one = subject();
  move(one, 0.125);
  tf.dispose(Object.values(await one.stream.next()));
  return [await bytesOf(one, { phase: 0, imagesSeen: 4 }), await bytesOf(one, { phase: 1, imagesSeen: 12 })];
}

/** What the run says of itself, changed. */
function withRun(file: Uint8Array, random: ReturnType<typeof randomStream>): Mutation {
  const { tensors, metadata } = readSafetensors(file);
  const { kind, json } = mutateJson(metadata['run']!, random);
  return { kind: `run ${kind}`, bytes: writeSafetensors(tensors, { ...metadata, run: json }) };
}

function* mutations(seeds: readonly Uint8Array[], name: string, files: number): Generator<Mutation> {
  for (let number = 0; number < files; number++) {
    const random = randomStream(14).split(`${name} ${number}`);
    const seed = pick(random, seeds);
    const mutation = random.next() < 0.4 ? withRun(seed, random) : mutateSafetensors(seed, random);
    // Without a fitting checksum hardly any would get further than that.
    yield random.next() < 0.8 ? { ...mutation, bytes: sealed(mutation.bytes) } : mutation;
  }
}

describe('a damaged checkpoint', () => {
  test(`is restored whole or refused with nothing changed, each of ${FILES}`, async () => {
    const seeds = await written();
    const one = subject();
    move(one, -0.5);
    const [before, count] = [numbersOf(one), tf.memory().numTensors];
    const original = await bytesOf(one, { phase: 0, imagesSeen: 0 });
    const target = { system: one.system, ema: one.average, stream: one.stream };
    const { accepted, refused } = fuzzReader(mutations(seeds, 'restored', FILES), {
      read: (bytes) => restoreCheckpoint(bytes, target),
      verify: ({ bytes, value }) => {
        expect(tf.memory().numTensors).toBe(count);
        if (value === undefined) {
          expect(numbersOf(one)).toBe(before);
          return;
        }
        const { info, tensors } = readCheckpoint(bytes);
        expect(value).toMatchObject({ step: info.step, imagesSeen: info.imagesSeen, seconds: info.seconds, phase: info.phase.index });
        expect(numbersOf(one)).toContain(JSON.stringify([...(tensors.get('ema/shift')!.data as Float32Array)]));
        restoreCheckpoint(original, target);
        expect(numbersOf(one)).toBe(before);
      },
      memory: () => process.memoryUsage().arrayBuffers,
      growth: 16,
    });
    expect(accepted + refused).toBe(FILES);
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 20);
  });

  test(`is resumed or refused with nothing changed, each of ${RESUMED}`, async () => {
    const seeds = await written();
    const one = subject();
    const [before, count] = [numbersOf(one), tf.memory().numTensors];
    const original = await bytesOf(one, { phase: 0, imagesSeen: 0 });
    let resumed = 0;
    let images = 16;
    for (const { kind, bytes } of mutations(seeds, 'resumed', RESUMED)) {
      // Also runs that end in the first phase.
      images = 22 - images;
      try {
        await train(one.system, noise, { images, batchSize: 4, ema: one.average, resume: bytes });
        resumed++;
        restoreCheckpoint(original, { system: one.system, ema: one.average });
      } catch (error) {
        if (!(error instanceof GanError)) throw new Error(`${kind}: ${String(error)}`, { cause: error });
      }
      expect([numbersOf(one), tf.memory().numTensors]).toEqual([before, count]);
    }
    expect(resumed).toBeGreaterThan(RESUMED / 20);
  });
});
