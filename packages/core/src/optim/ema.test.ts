import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '../errors/index';
import { ema } from './index';

const read = (tensor: tf.Tensor | undefined): number[] => Array.from(tensor?.dataSync() ?? [NaN]);
const variable = (name: string, values: number[], dtype: 'float32' | 'int32' = 'float32'): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor1d(values, dtype), true, name));

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('ema', () => {
  let w: tf.Variable;
  let mean: tf.Variable;
  let steps: tf.Variable;
  let network: { trainable: tf.Variable[]; statistics: tf.Variable[] };
  beforeEach(() => {
    [w, mean, steps] = [variable('w', [1, 2]), variable('mean', [10]), variable('steps', [0], 'int32')];
    network = { trainable: [w], statistics: [mean, steps] };
    tensorsBefore += 3;
  });
  afterEach(() => {
    tf.dispose([w, mean, steps]);
    tensorsBefore -= 3;
  });
  const set = (values: number[], mean1: number, steps1: number): void =>
    tf.tidy(() => {
      w.assign(tf.tensor1d(values));
      mean.assign(tf.tensor1d([mean1]));
      steps.assign(tf.tensor1d([steps1], 'int32'));
    });
  const live = (): number[][] => [w, mean, steps].map(read);
  const averaged = (average: ReturnType<typeof ema>): number[][] => Object.values(average.tensors()).map(read);
  const half = { imagesSeen: 0, batchSize: 1, step: 0 };

  test('averages what is trainable and copies statistics', () => {
    const average = ema([network], { decay: 0.5 });
    expect(Object.keys(average.tensors())).toEqual(['w', 'mean', 'steps']);
    expect(averaged(average)).toEqual([[1, 2], [10], [0]]);
    set([3, 4], 20, 7);
    expect(averaged(average)).toEqual([[1, 2], [10], [0]]);
    average.update(half);
    expect(averaged(average)).toEqual([[2, 3], [20], [7]]);
    set([0, 0], 0, 0);
    expect(averaged(average)).toEqual([[2, 3], [20], [7]]);
    average.dispose();
  });

  test('update makes no tensors, and the averages only themselves', () => {
    const before = tf.memory().numTensors;
    const average = ema([network]);
    expect(tf.memory().numTensors - before).toBe(3);
    for (let step = 0; step < 3; step++) average.update({ imagesSeen: 1000 * step, batchSize: 10, step });
    average.during(() => 0);
    expect(tf.memory().numTensors - before).toBe(3);
    average.dispose();
    average.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  describe('during', () => {
    let average: ReturnType<typeof ema>;
    beforeEach(() => {
      average = ema([network], { decay: 0.5 });
      set([3, 4], 20, 7);
      tensorsBefore += 3;
    });
    afterEach(() => {
      expect(live()).toEqual([[3, 4], [20], [7]]);
      expect(averaged(average)).toEqual([[1, 2], [10], [0]]);
      average.dispose();
      tensorsBefore -= 3;
    });
    const lent = [[1, 2], [10], [0]];

    test('lends the averages for a plain call and returns its result', () => {
      expect(average.during(live)).toEqual(lent);
      const doubled = tf.tidy(() => average.during(() => tf.mul(w, 2)));
      expect(read(doubled)).toEqual([2, 4]);
      doubled.dispose();
    });

    test('lends them until a promise settles, also out of a tidy that has ended', async () => {
      let release = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      let pending: Promise<number[][]> | undefined;
      tf.tidy(() => {
        pending = average.during(async () => {
          await gate;
          return live();
        });
      });
      expect(live()).toEqual(lent);
      expect(() => average.update(half)).toThrow(/cannot update while the averages are lent/);
      expect(() => average.during(live)).toThrow(/cannot lend while/);
      expect(() => average.restore(average.tensors(), {})).toThrow(/cannot restore while/);
      expect(() => average.dispose()).toThrow(/cannot dispose while/);
      release();
      expect(await pending).toEqual(lent);
    });

    test('gives the weights back after a throw and after a rejection', async () => {
      const fail = (): never => {
        expect(live()).toEqual(lent);
        throw new Error('no picture');
      };
      expect(() => average.during(fail)).toThrow('no picture');
      expect(live()).toEqual([[3, 4], [20], [7]]);
      await expect(average.during(async () => Promise.resolve().then(fail))).rejects.toThrow('no picture');
    });

    test('refuses a nested call and survives it', () => {
      expect(() => average.during(() => average.during(live))).toThrow(GanError);
      expect(average.during(live)).toEqual(lent);
    });

    test('what is written meanwhile is lost', () => {
      average.during(() => set([9, 9], 9, 9));
    });
  });

  test('restored it goes on bit for bit', () => {
    const train = (average: ReturnType<typeof ema>, from: number, to: number): void => {
      for (let step = from; step < to; step++) {
        set([Math.sin(step), Math.cos(step)], step / 3, step);
        average.update({ imagesSeen: step * 32, batchSize: 32, step });
      }
    };
    const whole = ema([network], { halfLifeImages: 100 });
    train(whole, 0, 3);
    const saved = {
      tensors: Object.fromEntries(Object.entries(whole.tensors()).map(([name, t]) => [name, tf.clone(t)])),
      json: whole.toJson(),
    };
    train(whole, 3, 8);
    const resumed = ema([network], { halfLifeImages: 100 });
    resumed.restore(saved.tensors, saved.json);
    tf.dispose(saved.tensors);
    train(resumed, 3, 8);
    expect(averaged(resumed)).toEqual(averaged(whole));
    resumed.dispose();
    whole.dispose();
  });

  test('restore checks everything before it changes anything', () => {
    const average = ema([network]);
    const before = averaged(average);
    tf.tidy(() => {
      const good = { w: tf.tensor1d([7, 8]), mean: tf.tensor1d([9]), steps: tf.tensor1d([3], 'int32') };
      expect(() => average.restore({ w: good.w, mean: good.mean }, {})).toThrow(/ema: restoring.*Missing: steps/);
      expect(() => average.restore({ ...good, steps: tf.tensor1d([3]) }, {})).toThrow(/steps \(expected int32 \[1\], got float32 \[1\]\)/);
      expect(averaged(average)).toEqual(before);
      average.restore(good, {});
    });
    expect(averaged(average)).toEqual([[7, 8], [9], [3]]);
    average.dispose();
  });

  test('refuses bad options, doubled and replaced variables, and use after dispose', () => {
    const refused: readonly [() => unknown, RegExp][] = [
      [() => ema([network], { decay: 1 }), /decay must lie in \[0, 1\)/],
      [() => ema([network], { decay: 0.9, startStep: -1 }), /startStep/],
      [() => ema([network], { halfLifeImages: -5 }), /halfLifeImages/],
      [() => ema([network], { decay: 0.9, rampUp: 0.05 }), /Got both/],
      [() => ema([network, { trainable: [w], statistics: [] }]), /'w' twice/],
      [() => ema([{ trainable: [steps], statistics: [] }]), /must be float32. Got int32 for 'steps'/],
    ];
    for (const [build, message] of refused) {
      expect(build).toThrow(GanError);
      expect(build).toThrow(message);
    }
    const average = ema([network], { decay: 0.9 });
    expect(() => average.update({ ...half, step: NaN })).toThrow(/step/);
    const old = variable('old', [1]);
    const stale = ema([{ trainable: [old], statistics: [] }]);
    old.dispose();
    expect(() => stale.update(half)).toThrow(/'old' was disposed/);
    expect(() => stale.during(() => 0)).toThrow(/'old' was disposed/);
    stale.dispose();
    average.dispose();
    expect(() => average.update(half)).toThrow(/after dispose/);
  });
});
