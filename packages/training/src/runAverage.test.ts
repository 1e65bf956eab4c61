import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import type { GanSystem, Network } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { toySystem } from '../tests/toySystem';
import { runAverage } from './runAverage';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const variable = (value: number, name: string): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d([value]), true, name));
const network = (trainable: tf.Variable[]): Network => ({ name: 'generator', trainable, statistics: [], apply: (x) => x });
const at = { imagesSeen: 100, batchSize: 10, step: 10 };
const read = (tensors: tf.NamedTensorMap): Record<string, number> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensor.dataSync()[0]!]));

describe('runAverage', () => {
  test('averages what sampling uses: not discriminators and critics, unless told', () => {
    const system = toySystem();
    const names = (settings: object): string[] => {
      const average = runAverage(system, settings);
      const keys = Object.keys(average.ema!.tensors());
      average.close();
      return keys;
    };
    expect(names({})).toEqual(['generator/shift', 'generator/mean']);
    expect(names({ networks: ['discriminator'] })).toEqual(['discriminator/weight']);
  });

  test('follows networks that a phase replaces, and carries over what stays', () => {
    let generator = network([variable(1, 'grow/first')]);
    const system: GanSystem<unknown, unknown> = {
      ...toySystem(),
      get networks() {
        return { generator };
      },
    };
    const average = runAverage(system, { decay: 0.5 });
    generator.trainable[0]!.assign(tf.tensor1d([3]));
    average.ema!.update(at);
    expect(read(average.ema!.tensors())).toEqual({ 'generator/grow/first': 2 });
    const same = average.ema;
    average.refresh();
    expect(average.ema).toBe(same);

    const before = tf.memory().numTensors;
    tf.dispose([...generator.trainable]);
    generator = network([variable(3, 'grow/first'), variable(7, 'grow/second')]);
    average.refresh();
    expect(read(average.ema!.tensors())).toEqual({ 'generator/grow/first': 2, 'generator/grow/second': 7 });
    expect(tf.memory().numTensors).toBe(before + 2);
    average.ema!.during(() => expect(generator.trainable.map((one) => one.dataSync()[0])).toEqual([2, 7]));
    expect(generator.trainable.map((one) => one.dataSync()[0])).toEqual([3, 7]);
    average.close();
    tf.dispose([...generator.trainable]);
  });

  test('lends the averages of all networks at once, also to what is async', async () => {
    const [a, b] = [variable(1, 'lend/kernel_a'), variable(2, 'lend/kernel_b')];
    const system: GanSystem<unknown, unknown> = { ...toySystem(), networks: { mapping: network([a]), synthesis: network([b]) } };
    const average = runAverage(system, { decay: 0.5 });
    for (const one of [a, b]) one.assign(tf.tensor1d([10]));
    const lent = await average.ema!.during(async () => {
      await Promise.resolve();
      return [a.dataSync()[0], b.dataSync()[0]];
    });
    expect(lent).toEqual([1, 2]);
    expect([a.dataSync()[0], b.dataSync()[0]]).toEqual([10, 10]);
    average.close();
  });
});
