import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import {
  ema,
  GanError,
  randomStream,
  readSafetensors,
  writeSafetensors,
  type GanSystem,
  type ImageBatch,
  type RawTensor,
  type Stateful,
} from '@ganblocks/core';
import { sealed } from '../../tests/sealed';
import { disposeToy, toySystem } from '../../tests/toySystem';
import { checkpointBytes, readCheckpoint, restoreCheckpoint } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const bytesOf = (system: GanSystem<ImageBatch>, average?: Stateful) =>
  checkpointBytes({ system, ema: average ?? null, step: 3, imagesSeen: 12, random: randomStream(5) });

/** Every number of a system. */
const numbersOf = ({ networks, state }: GanSystem<ImageBatch>): number[] => [
  ...Object.values(networks).flatMap(({ trainable, statistics }) =>
    [...trainable, ...statistics].flatMap((variable) => [...variable.dataSync()]),
  ),
  ...Object.values(state).flatMap((part) => [
    ...Object.values(part.tensors()).flatMap((tensor) => [...tensor.dataSync()]),
    Number(part.toJson()['steps']),
  ]),
];

/** Moves a toy somewhere else. */
function move({ networks, state }: GanSystem<ImageBatch>, by: number): void {
  for (const { trainable, statistics } of Object.values(networks)) {
    for (const variable of [...trainable, ...statistics]) tf.tidy(() => variable.assign(tf.add(variable, by)));
  }
  for (const part of Object.values(state)) {
    const tensors = tf.tidy(() =>
      Object.fromEntries(Object.entries(part.tensors()).map(([name, tensor]) => [name, tf.keep(tf.add(tensor, by))])),
    );
    part.restore(tensors, { steps: Number(part.toJson()['steps']) + 1 });
    tf.dispose(tensors);
  }
}

describe('checkpoint', () => {
  test('is one safetensors file with networks, state and averages by name', async () => {
    const system = toySystem();
    const average = ema([system.networks['generator']!], { decay: 0.5 });
    const { tensors, metadata } = readSafetensors(await bytesOf(system, average));
    expect([...tensors.keys()].sort()).toEqual([
      'ema/mean',
      'ema/shift',
      'networks/discriminator/weight',
      'networks/generator/mean',
      'networks/generator/shift',
      'state/d/weight/velocity',
      'state/g/shift/velocity',
    ]);
    expect(metadata).toMatchObject({ format: 'ganblocks-checkpoint', version: '2' });
    expect(JSON.parse(metadata['run']!)).toMatchObject({
      system: 'toy',
      step: 3,
      imagesSeen: 12,
      state: { g: { steps: 0 } },
      phase: { name: 'train' },
    });
  });

  test('comes back whole in a fresh system, without leaks', async () => {
    const system = toySystem();
    move(system, 0.5);
    const bytes = await bytesOf(system);
    const fresh = toySystem();
    const before = tf.memory().numTensors;
    expect(numbersOf(fresh)).not.toEqual(numbersOf(system));
    const run = restoreCheckpoint(bytes, { system: fresh });
    expect(run).toMatchObject({ step: 3, imagesSeen: 12, seconds: 0, phase: 0 });
    expect(run.random.toJson()).toEqual(randomStream(5).toJson());
    expect(numbersOf(fresh)).toEqual(numbersOf(system));
    expect(tf.memory().numTensors).toBe(before);
    disposeToy(fresh);
  });

  test('is refused where the state holds NaN', async () => {
    const system = toySystem();
    const [shift] = system.networks['generator']!.trainable;
    shift!.assign(tf.tensor1d([NaN]));
    await expect(bytesOf(system)).rejects.toThrow(/NaN or infinity in 'networks\/generator\/shift/);
  });

  test('is half applied never: what does not fit late undoes what came early', async () => {
    const system = toySystem();
    move(system, 0.25);
    const bytes = await bytesOf(system);
    move(system, -0.5);
    const before = { numbers: numbersOf(system), tensors: tf.memory().numTensors };
    const { networks, state } = system;
    const unwilling: Stateful = {
      tensors: () => ({}),
      toJson: () => ({}),
      restore: () => {
        throw new Error('unwilling');
      },
    };
    expect(() => restoreCheckpoint(bytes, { system: { ...system, state: { ...state, d: unwilling } } })).toThrow('unwilling');
    const smaller = { ...networks['generator']!, statistics: [] };
    expect(() => restoreCheckpoint(bytes, { system: { ...system, networks: { ...networks, generator: smaller } } })).toThrow(
      /Unexpected: networks\/generator\/mean/,
    );
    expect(numbersOf(system)).toEqual(before.numbers);
    expect(tf.memory().numTensors).toBe(before.tensors);
  });

  test('does not go into a system with other state, nor into averages that it has not', async () => {
    const system = toySystem();
    const bytes = await bytesOf(system);
    const { g } = system.state;
    expect(() => restoreCheckpoint(bytes, { system: { ...system, state: { g: g! } } })).toThrow(/system's keys \(g\)\. Got d, g/);
    expect(() => restoreCheckpoint(bytes, { system: { ...system, name: 'dcgan' } })).toThrow(
      /expected a checkpoint of 'dcgan'\. Got one of 'toy'/,
    );
    const average = ema([system.networks['generator']!], { decay: 0.5 });
    expect(() => restoreCheckpoint(bytes, { system, ema: average })).toThrow(/no averaged weights/);
    expect(() => restoreCheckpoint(bytes, { system, stream: g! })).toThrow(/no position in the data/);
  });

  test('tells what is wrong with a file', async () => {
    const bytes = await bytesOf(toySystem());
    expect(() => readCheckpoint(bytes.subarray(0, 100))).toThrow(GanError);
    expect(() => readCheckpoint(writeSafetensors(new Map()))).toThrow(/format null/);
    expect(() => readCheckpoint(writeSafetensors(new Map(), { format: 'ganblocks-checkpoint', version: '9' }))).toThrow(/Got "9"/);
    const file = (run: string): Uint8Array =>
      sealed(writeSafetensors(new Map(), { checksum: '00000000', format: 'ganblocks-checkpoint', version: '2', run }));
    const run = (change: object): Uint8Array => file(JSON.stringify({ ...readCheckpoint(bytes).info, ...change }));
    expect(readCheckpoint(run({})).info.step).toBe(3);
    expect(() => readCheckpoint(run({ step: -1 }))).toThrow(/step does not fit/);
    expect(() => readCheckpoint(run({ phase: null }))).toThrow(/phase does not fit/);
    expect(() => readCheckpoint(run({ data: { request: { batchSize: 0, seed: 1 }, position: {} } }))).toThrow(/data does not fit/);
    expect(() => readCheckpoint(run({ rates: { g: -1 } }))).toThrow(/rates does not fit/);
    expect(() => readCheckpoint(file('{'))).toThrow(/system does not fit/);
  });

  test('is refused where a stranger has changed what it says of itself, whatever the keys are', async () => {
    const system = toySystem();
    const before = { numbers: numbersOf(system), tensors: tf.memory().numTensors };
    const bytes = await bytesOf(system);
    const { tensors, metadata } = readSafetensors(bytes);
    const info = JSON.parse(metadata['run']!) as { config: object; state: Record<string, object> };
    const changed = (change: object | string, replaced: Record<string, RawTensor> = {}) =>
      sealed(
        writeSafetensors(new Map([...tensors, ...Object.entries(replaced)]), {
          ...metadata,
          run: typeof change === 'string' ? change : JSON.stringify({ ...info, ...change }),
        }),
      );
    const refused = (file: Uint8Array, message: RegExp) => {
      expect(() => restoreCheckpoint(file, { system })).toThrow(GanError);
      expect(() => restoreCheckpoint(file, { system })).toThrow(message);
      expect(numbersOf(system)).toEqual(before.numbers);
      expect(tf.memory().numTensors).toBe(before.tensors);
    };
    refused(changed({ config: { ...info.config, constructor: 1 } }), /Got constructor: 1 in the checkpoint, nothing in the system/);
    refused(changed(JSON.stringify(info).replace('"config":{', '"config":{"__proto__":{},')), /Got __proto__: \{\} in the checkpoint/);
    refused(changed({ state: { 'd, g': info.state['d'] } }), /system's keys \(d, g\)\. Got d, g\./);
    const deep = JSON.stringify(info).replace('"kind":"toy"', `"kind":${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    refused(changed(deep), /Got kind: \[\[\[.*\.\.\. in the checkpoint, "toy" in the system/);
    const velocity = 'state/g/shift/velocity';
    for (const [dtype, data] of [
      ['F32', Float32Array.of(NaN)],
      ['F64', Float64Array.of(1e300)],
      ['F16', Uint16Array.of(0x7c00)],
      ['BF16', Uint16Array.of(0xff80)],
    ] as const)
      refused(changed({}, { [velocity]: { dtype, shape: [1], data } }), /Got NaN or infinity in 'state\/g\/shift\/velocity'/);
    refused(changed({}, { 'state/g/z': { dtype: 'U32', shape: [1], data: Uint32Array.of(2 ** 32 - 1) } }), /U32 values must fit int32/);
  });

  test('says so where what was restored cannot be put back', async () => {
    const system = toySystem();
    const bytes = await bytesOf(system);
    const { g, d } = system.state;
    let calls = 0;
    const once: Stateful = {
      ...g!,
      restore(tensors, json) {
        if (calls++ > 0) throw new Error('only once');
        g!.restore(tensors, json);
      },
    };
    const unwilling: Stateful = {
      ...d!,
      restore: () => {
        throw new Error('unwilling');
      },
    };
    const before = tf.memory().numTensors;
    expect(() => restoreCheckpoint(bytes, { system: { ...system, state: { g: once, d: unwilling } } })).toThrow(
      /Got 1 that cannot, after: Error: unwilling\. Build the system anew\./,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  test('needs names without a slash', async () => {
    const system = toySystem();
    await expect(bytesOf({ ...system, state: { 'a/b': system.state['g']! } })).rejects.toThrow(/Got 'a\/b' in state/);
  });
});
