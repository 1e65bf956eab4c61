import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '../errors/index';
import { rmsprop, type RmspropOptions } from './rmsprop';

const start = 5;
const gradients = [0.3, -0.2, 1.5, 0];

let w: tf.Variable;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  w = tf.tidy(() => tf.variable(tf.fill([3], start), true, 'w'));
});
afterEach(() => w.dispose());

const first = (tensor: tf.Tensor | undefined): number => tensor?.dataSync()[0] ?? NaN;

function path(options: RmspropOptions, values: readonly number[] = gradients): number[] {
  const optimizer = rmsprop([{ trainable: [w] }], options);
  const weights = values.map((value) => {
    tf.tidy(() => optimizer.apply([tf.fill([3], value)]));
    return first(w);
  });
  optimizer.dispose();
  return weights;
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 5));
}

describe('rmsprop', () => {
  test('torch: epsilon outside the root, the rate outside the momentum, a changed rate at once', () => {
    let [weight, square, buffer] = [start, 0, 0];
    const expected = gradients.map((gradient) => {
      square = 0.9 * square + 0.1 * gradient ** 2;
      buffer = 0.5 * buffer + gradient / (Math.sqrt(square) + 0.05);
      return (weight -= 0.01 * buffer);
    });
    expectClose(path({ learningRate: 0.01, decay: 0.9, epsilon: 0.05, momentum: 0.5 }), expected);
  });

  test('tensorflow: epsilon inside the root, the rate inside the momentum', () => {
    let [weight, square, buffer] = [start, 1, 0];
    const expected = gradients.map((gradient) => {
      square = 0.8 * square + 0.2 * gradient ** 2;
      buffer = 0.5 * buffer + (0.01 * gradient) / Math.sqrt(square + 0.05);
      return (weight -= buffer);
    });
    expectClose(path({ form: 'tensorflow', learningRate: 0.01, decay: 0.8, epsilon: 0.05, momentum: 0.5, initialMeanSquare: 1 }), expected);
  });

  test.each(['torch', 'tensorflow'] as const)('%s: centered divides by the deviation', (form) => {
    let [weight, square, mean] = [start, 0, 0];
    const expected = gradients.map((gradient) => {
      square = 0.9 * square + 0.1 * gradient ** 2;
      mean = 0.9 * mean + 0.1 * gradient;
      const variance = square - mean ** 2;
      return (weight -= (0.01 * gradient) / (form === 'torch' ? Math.sqrt(variance) + 0.01 : Math.sqrt(variance + 0.01)));
    });
    expectClose(path({ form, centered: true, learningRate: 0.01, decay: 0.9, epsilon: 0.01 }), expected);
  });

  test('each form has the defaults of its library', () => {
    const root = (share: number): number => Math.sqrt(share * 0.3 ** 2);
    expectClose(path({}, [0.3]), [start - (0.01 * 0.3) / root(0.01)]);
    w.assign(tf.tidy(() => tf.fill([3], start)));
    expectClose(path({ form: 'tensorflow' }, [0.3]), [start - (0.001 * 0.3) / root(0.1)]);
  });

  test('centered with a constant gradient stays finite: rounding puts no root below zero', () => {
    const weights = path({ centered: true, decay: 0.5, epsilon: 0.1 }, Array<number>(60).fill(0.3));
    expect(weights.every(Number.isFinite)).toBe(true);
  });

  test('TensorFlow’s form keeps its last change without momentum too', () => {
    const optimizer = rmsprop([{ trainable: [w] }], { form: 'tensorflow', learningRate: 0.01, decay: 0.75, epsilon: 1e-12 });
    tf.tidy(() => optimizer.apply([tf.fill([3], -0.3)]));
    expect(first(optimizer.tensors()['w/momentum'])).toBeCloseTo(-0.02, 7);
    expect(first(w)).toBeCloseTo(start + 0.02, 6);
    optimizer.dispose();
  });

  test('teaches', () => {
    const refused: readonly [RmspropOptions, string][] = [
      [{ form: 'keras' as 'torch' }, "rmsprop: form must be 'torch' or 'tensorflow'. Got \"keras\"."],
      [{ decay: 1 }, 'rmsprop: decay must lie in [0, 1). Got 1.'],
      [{ epsilon: 0, name: 'critic' }, 'critic: epsilon must be a finite number above 0. Got 0.'],
      [{ momentum: -0.5 }, 'rmsprop: momentum must lie in [0, 1). Got -0.5.'],
      [{ initialMeanSquare: NaN }, 'rmsprop: initialMeanSquare must be a finite number >= 0. Got NaN. Use 0, or 1 as in TensorFlow 1.'],
    ];
    for (const [options, message] of refused) {
      expect(() => rmsprop([{ trainable: [w] }], options)).toThrow(GanError);
      expect(() => rmsprop([{ trainable: [w] }], options)).toThrow(message);
    }
  });
});
