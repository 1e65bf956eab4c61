import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { GanError } from '../errors/index';
import { readSafetensors, tensorFromRaw } from '../weights/index';
import { ema, emaDecay, emaUpdate, type EmaOptions } from './index';

interface GoldenCase {
  readonly name: string;
  readonly hyperparameters: Readonly<Record<string, number | null>>;
  readonly tolerance: { readonly rtol: number; readonly atol: number };
}
const goldens = new URL('../../../../goldens/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', goldens), 'utf8')) as { readonly cases: readonly GoldenCase[] };

const read = (tensor: tf.Tensor | undefined): number[] => Array.from(tensor?.dataSync() ?? [NaN]);
let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('goldens', () => {
  const optionsOf = ({ name, hyperparameters: h }: GoldenCase): EmaOptions =>
    name === 'optim-ema-decay'
      ? { decay: Number(h['decay']), startStep: Number(h['start_itr']) }
      : { halfLifeImages: Number(h['ema_kimg']) * 1000, rampUp: h['ema_rampup'] ?? null };

  test.each(manifest.cases.filter(({ name }) => name.startsWith('optim-ema-')))('$name', (golden) => {
    const { tensors } = readSafetensors(readFileSync(new URL(`${golden.name}.safetensors`, goldens)));
    const value = (name: string): tf.Tensor => {
      const raw = tensors.get(name);
      if (!raw) throw new Error(`${golden.name} has no ${name}`);
      return tensorFromRaw(raw);
    };
    const { rtol, atol } = golden.tolerance;
    tf.tidy(() => {
      const weights = tf.variable(value('ema_0'), true, 'weights');
      const average = ema([{ trainable: [weights], statistics: [] }], optionsOf(golden));
      for (let update = 1; tensors.has(`p_${update}`); update++) {
        const seen = Number(tensors.get('cur_nimg')?.data[update - 1] ?? 0);
        const batchSize = golden.hyperparameters['batch'] ?? 1;
        weights.assign(value(`p_${update}`));
        average.update({ imagesSeen: seen, batchSize, step: update - 1 });
        const expected = read(value(`ema_${update}`));
        const bound = atol + rtol * Math.max(...expected.map(Math.abs));
        read(average.tensors()['weights']).forEach((x, i) => expect(Math.abs(x - (expected[i] ?? NaN))).toBeLessThanOrEqual(bound));
        const beta = tensors.get('beta')?.data[update - 1];
        if (beta !== undefined) expect(emaDecay({ imagesSeen: seen, batchSize, ...optionsOf(golden) })).toBeCloseTo(Number(beta), 6);
      }
      average.dispose();
      weights.dispose();
    });
  });
});

describe('emaDecay', () => {
  test('halves the old average in one half-life', () => {
    expect(emaDecay({ imagesSeen: 1e9, batchSize: 10_000 })).toBe(0.5);
    expect(emaDecay({ imagesSeen: 1000, batchSize: 50 })).toBe(0.5);
    expect(emaDecay({ imagesSeen: 1000, batchSize: 50, rampUp: null })).toBe(0.5 ** (50 / 10_000));
    expect(emaDecay({ imagesSeen: 0, batchSize: 1 })).toBe(0);
  });

  test('refuses what is no count', () => {
    const good = { imagesSeen: 10, batchSize: 2 };
    for (const wrong of [
      { batchSize: 0 },
      { imagesSeen: -1 },
      { imagesSeen: NaN },
      { halfLifeImages: 0 },
      { halfLifeImages: Infinity },
      { rampUp: 0 },
      { rampUp: NaN },
    ])
      expect(() => emaDecay({ ...good, ...wrong })).toThrow(GanError);
  });
});

describe('emaUpdate', () => {
  test('moves by 1 - decay, exactly even where float32 cannot hold the decay', () => {
    tf.tidy(() => {
      expect(read(emaUpdate(tf.tensor1d([1]), tf.tensor1d([3]), 0.75))).toEqual([1.5]);
      expect(read(emaUpdate(tf.tensor1d([0]), tf.tensor1d([1]), 1 - 1e-9))[0]).toBeCloseTo(1e-9, 15);
      expect(read(emaUpdate(tf.tensor1d([NaN]), tf.tensor1d([3]), 0))).toEqual([3]);
    });
  });

  test('leaves one tensor, of its own', () => {
    for (const decay of [0, 0.5]) {
      const [average, value] = [tf.tensor1d([1]), tf.tensor1d([3])];
      const result = emaUpdate(average, value, decay);
      tf.dispose([average, value]);
      expect(read(result)).toEqual([decay === 0 ? 3 : 2]);
      result.dispose();
    }
  });
});
