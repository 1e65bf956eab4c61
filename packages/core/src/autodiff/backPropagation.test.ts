import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { installGradients, stopGradient } from './index';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const kernelsOf = async (run: () => unknown): Promise<string[]> =>
  (
    await tf.profile(() => {
      tf.dispose(run() as Tensor);
    })
  ).kernels.map(({ name }) => name);

let before = 0;
beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(before));

describe('derivatives that are passed on as they are', () => {
  test('come out as tensors of their own, also beside the one that was given', () => {
    const [a, b, dy] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4]), tf.tensor1d([5, 6])];
    const grads = tf.grads((x: Tensor, y: Tensor) => tf.add(x, y))([a, b], dy);
    expect(new Set([...grads, dy]).size).toBe(3);
    grads[0]!.dispose();
    expect([numbers(grads[1]!), numbers(dy)]).toEqual([
      [5, 6],
      [5, 6],
    ]);
    tf.dispose([a, b, dy, grads[1]!]);
  });

  test('add up where a tensor is used more than once', () => {
    const x = tf.tensor1d([2]);
    const slope = tf.grad((at: Tensor) => tf.add(tf.add(at, at), tf.sub(at, tf.add(tf.mul(at, at), at))));
    const dx = slope(x);
    expect(numbers(dx)).toEqual([-2]); // 2x - x²
    tf.dispose([x, dx]);
  });

  test('cost no kernel call, nor does saving', async () => {
    const [a, b] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    expect(await kernelsOf(() => tf.grads((x: Tensor, y: Tensor) => tf.mul(tf.add(x, y), 2))([a, b]))).toEqual([
      'Add',
      'Multiply',
      'Multiply', // dy · 2
      'Identity', // the second of two equal gradients
    ]);
    tf.dispose([a, b]);
  });
});

describe('what is freed on the way', () => {
  test('is what was passed on and saved, while the rest is still to come', () => {
    const x = tf.tensor1d([0.5]);
    const alive: number[] = [];
    const counted = tf.customGrad((y, save) => {
      (save as (tensors: Tensor[]) => void)([y as Tensor]);
      return {
        value: tf.clone(y as Tensor),
        gradFunc: (dy: Tensor) => {
          alive.push(tf.memory().numTensors - before);
          return tf.clone(dy);
        },
      };
    });
    const deep = (at: Tensor): Tensor => Array.from({ length: 10 }).reduce<Tensor>((y) => tf.tanh(counted(y)), at);
    tf.dispose(tf.grad(deep)(x));
    const [first = 0, last = 0] = [alive[0], alive.at(-1)];
    expect(last).toBeLessThan(first - 15);
    x.dispose();
  });

  test('is nothing that a gradient function has from elsewhere', () => {
    const [x, constant] = [tf.tensor1d([1]), tf.tensor1d([7])];
    const fixed = tf.customGrad((y) => ({ value: tf.clone(y as Tensor), gradFunc: () => constant }));
    const dx = tf.grad((at: Tensor) => tf.add(fixed(at), fixed(tf.neg(fixed(at)))))(x);
    expect([numbers(dx), numbers(constant)]).toEqual([[14], [7]]);
    tf.dispose([x, constant, dx]);
  });

  test('is nothing that a gradient around it needs', () => {
    const x = tf.tensor1d([0.3]);
    const slope = tf.grad((at: Tensor) => tf.exp(tf.tanh(at)));
    const third = tf.grad(tf.grad(slope))(x);
    const t = Math.tanh(0.3);
    const s = 1 - t * t;
    // e^t · (s³ - 6ts² + 4t²s - 2s²)
    expect(numbers(third)[0]).toBeCloseTo(Math.exp(t) * (s ** 3 - 6 * t * s ** 2 + 4 * t ** 2 * s - 2 * s ** 2), 5);
    tf.dispose([x, third]);
  });
});

test('a gradient taken within a gradient function leaves the outer one as it is', () => {
  const x = tf.tensor1d([3]);
  const cube = tf.customGrad((y, save) => {
    (save as (tensors: Tensor[]) => void)([y as Tensor]);
    return {
      value: tf.pow(y as Tensor, 3),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => tf.mul(dy, tf.grad((at: Tensor) => tf.pow(at, 3))(saved!)),
    };
  });
  const dx = tf.tidy(() => tf.grad((at: Tensor) => cube(tf.mul(at, 2)))(x));
  expect(numbers(dx)[0]).toBeCloseTo(216, 3);
  tf.dispose([x, dx]);
});

test('a saved tensor keeps its values when the variable is assigned to', () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([2])));
  const x = tf.tensor1d([3]);
  const dx = tf.tidy(() =>
    tf.grad((at: Tensor) => {
      const y = tf.mul(at, w);
      w.assign(stopGradient(y) as tf.Tensor1D);
      return tf.mul(y, w);
    })(x),
  );
  expect(numbers(dx)).toEqual([12]); // 2 · 6
  tf.dispose([w, x, dx]);
});

describe('errors', () => {
  test.each([
    [() => tf.grad((x: Tensor) => tf.add(stopGradient(x), 1)), /Cannot compute gradient of y=f\(x\)/],
    [
      () => tf.grad((x: Tensor) => tf.conv1d(x as tf.Tensor3D, tf.ones([1, 1, 1]), 1, 'valid').toString() as unknown as Tensor),
      /must be a tensor/,
    ],
    [
      () => tf.grad((x: Tensor) => tf.customGrad((y) => ({ value: tf.clone(y as Tensor), gradFunc: () => tf.ones([5]) }))(x)),
      /gradient of input '0' must be float32 of its shape, 1,1,1\. Got float32 of the shape 5\./,
    ],
  ])('%#', (slope, message) => {
    const x = tf.ones([1, 1, 1]);
    expect(() => tf.tidy(() => slope()(x))).toThrow(message);
    x.dispose();
    before = tf.memory().numTensors; // what a tape keeps where a gradient threw: see abandonTape
  });
});
