import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { readSafetensors, tensorFromRaw } from '../weights/index';
import { adam } from './index';

interface GoldenCase {
  readonly name: string;
  readonly file: string;
  readonly hyperparameters: { readonly beta1: number; readonly beta2: number; readonly lr: number; readonly epsilon: number };
  readonly tolerance: { readonly rtol: number; readonly atol: number };
}
const goldens = new URL('../../../../goldens/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', goldens), 'utf8')) as { readonly cases: readonly GoldenCase[] };
const adamCases = manifest.cases.filter(({ name }) => name.startsWith('optim-adam-'));

const read = (tensor: tf.Tensor | undefined): number[] => Array.from(tensor?.dataSync() ?? [NaN]);

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('goldens', () => {
  test('are there', () => expect(adamCases.length).toBeGreaterThanOrEqual(4));

  test.each(adamCases)('$name', ({ file, hyperparameters: { beta1, beta2, lr, epsilon }, tolerance: { rtol, atol } }) => {
    const { tensors } = readSafetensors(readFileSync(new URL(file, goldens)));
    const golden = (name: string): tf.Tensor => {
      const raw = tensors.get(name);
      if (!raw) throw new Error(`${file} has no ${name}`);
      return tensorFromRaw(raw);
    };
    const expectClose = (found: tf.Tensor | undefined, name: string): void => {
      const expected = read(tf.tidy(() => golden(name)));
      const bound = atol + rtol * Math.max(...expected.map(Math.abs));
      read(found).forEach((value, i) => expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThanOrEqual(bound));
    };
    tf.tidy(() => {
      const [w, b] = [tf.variable(golden('w_0'), true, 'w'), tf.variable(golden('b_0'), true, 'b')];
      const [x, y] = [golden('x') as tf.Tensor2D, golden('y')];
      const optimizer = adam([{ trainable: [w] }, { trainable: [b] }], { learningRate: lr, beta1, beta2, epsilon });
      for (let step = 1; step <= 5; step++) {
        const loss = (): tf.Scalar => tf.mean(tf.square(tf.sub(tf.tanh(tf.add(tf.matMul(x, w as tf.Variable<tf.Rank.R2>), b)), y)));
        const { value, grads } = tf.variableGrads(loss, [w, b]);
        optimizer.apply(optimizer.variables.map(({ name }) => grads[name]!));
        expectClose(value, `loss_${step}`);
        expectClose(w, `w_${step}`);
        expectClose(b, `b_${step}`);
      }
      const state = optimizer.tensors();
      expectClose(state['w/firstMoment'], 'm_w_5');
      expectClose(state['w/secondMoment'], 'v_w_5');
      expect(optimizer.toJson()).toEqual({ step: 5, learningRate: lr });
      optimizer.dispose();
      tf.dispose([w, b]);
    });
  });
});
