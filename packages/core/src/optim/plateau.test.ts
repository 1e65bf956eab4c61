import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { installGradients } from '../autodiff/index';
import type { JsonObject } from '../contracts/index';
import { GanError } from '../errors/index';
import { plateau, type Plateau, type PlateauOptions } from './plateau';

let tensorsBefore = 0;
beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

/** Observes numbers one after the other; the factor after each. */
async function show(stall: Plateau, values: readonly number[]): Promise<number[]> {
  const factors: number[] = [];
  for (const value of values) {
    tf.tidy(() => stall.observe(tf.scalar(value)));
    factors.push(await stall.adjust());
  }
  return factors;
}
const played = async (options: PlateauOptions, values: readonly number[]): Promise<number[]> => {
  const stall = plateau(options);
  const factors = await show(stall, values);
  stall.dispose();
  return factors;
};

describe('plateau', () => {
  test('halves where the mean of a window is not better than the best', async () => {
    // Means 3, 2, 2 (stalls), 1, 3 (stalls).
    expect(await played({ window: 2 }, [2, 4, 3, 1, 2, 2, 0, 2, 3, 3])).toEqual([1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25]);
  });

  test('has patience, a threshold, a step and a floor', async () => {
    expect(await played({ window: 1, patience: 2 }, [1, 1, 1, 1, 0.5, 1, 1])).toEqual([1, 1, 0.5, 0.5, 0.5, 0.5, 0.25]);
    expect(await played({ window: 1, threshold: 0.1 }, [1, 0.95, 0.8])).toEqual([1, 0.5, 0.5]);
    expect(await played({ window: 1, threshold: 0 }, [1, 0.99999, 0.99998])).toEqual([1, 1, 1]);
    expect(await played({ window: 1, by: 0.1, least: 0.05 }, [1, 1, 1, 1])).toEqual([1, 0.1, 0.05, 0.05]);
  });

  test('a window whose mean is no number is no look', async () => {
    expect(await played({ window: 1 }, [1, NaN, Infinity, 1])).toEqual([1, 1, 1, 0.5]);
  });

  test('is read once a window, and is no function of weights', async () => {
    const stall = plateau({ window: 3 });
    const x = tf.scalar(2);
    const before = tf.memory().numTensors;
    const gradient = tf.grad((y) => {
      stall.observe(y);
      return tf.square(y);
    })(x);
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(gradient.dataSync()[0]).toBe(4);
    expect(stall.tensors()['mean']?.dataSync()[0]).toBe(2);
    x.dispose();
    expect(stall.tensors()['mean']?.dataSync()[0]).toBe(2);
    expect(stall.toJson()).toEqual({ factor: 1, best: null, stalled: 0, observations: 1 });
    await show(stall, [5, 2]);
    expect(stall.toJson()).toEqual({ factor: 1, best: 3, stalled: 0, observations: 0 });
    gradient.dispose();
    stall.dispose();
    stall.dispose();
  });

  test('restored within a window it goes on', async () => {
    const [whole, resumed] = [plateau({ window: 3, patience: 2 }), plateau({ window: 3, patience: 2 })];
    const values = [1, 2, 3, 2, 2, 2, 5, 0, 3, 3, 2, 1];
    await show(whole, values.slice(0, 7));
    resumed.restore(whole.tensors(), JSON.parse(JSON.stringify(whole.toJson())) as JsonObject);
    expect(await show(resumed, values.slice(7))).toEqual(await show(whole, values.slice(7)));
    expect(resumed.toJson()).toEqual(whole.toJson());
    expect(whole.factor).toBeLessThan(1);
    whole.dispose();
    resumed.dispose();
  });

  test('restore checks everything before it changes anything', async () => {
    const stall = plateau({ window: 2 });
    await show(stall, [4]);
    const json = { factor: 0.5, best: null, stalled: 0, observations: 1 };
    tf.tidy(() => {
      const mean = tf.scalar(7);
      const refused = [
        [{ mean }, { ...json, factor: 2 }, /factor must be in \[0, 1\]\. Got 2/],
        [{ mean }, { ...json, best: 'low' }, /best must be a number or null/],
        [{ mean }, { ...json, stalled: -1 }, /stalled must be an integer >= 0/],
        [{ mean }, { ...json, observations: 0.5 }, /observations/],
        [{ mean }, null, /factor.*Pass what toJson returned/],
        [{}, json, /plateau: restoring.*Missing: mean/],
      ] as const;
      for (const [tensors, from, message] of refused) {
        expect(() => stall.restore(tensors as tf.NamedTensorMap, from as never)).toThrow(GanError);
        expect(() => stall.restore(tensors as tf.NamedTensorMap, from as never)).toThrow(message);
      }
    });
    expect([stall.factor, stall.tensors()['mean']?.dataSync()[0]]).toEqual([1, 4]);
    stall.dispose();
  });

  test('teaches', () => {
    expect(() => plateau({ window: 0 })).toThrow('plateau: window must be an integer above 0. Got 0.');
    expect(() => plateau({ window: 1, patience: 1.5 })).toThrow('plateau: patience must be an integer above 0. Got 1.5.');
    expect(() => plateau({ window: 1, threshold: 1 })).toThrow('plateau: threshold must be in [0, 1). Got 1.');
    expect(() => plateau({ window: 1, least: NaN })).toThrow('plateau: least must be in [0, 1). Got NaN.');
    expect(() => plateau({ window: 1, by: 1 })).toThrow('plateau: by must be in (0, 1). Got 1. Use 0.5 to halve.');
    const stall = plateau({ window: 1 });
    tf.tidy(() => expect(() => stall.observe(tf.ones([2]))).toThrow('plateau: observe expects one number. Got the shape [2].'));
    stall.dispose();
  });
});
