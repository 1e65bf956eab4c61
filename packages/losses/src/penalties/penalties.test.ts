import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type CriticInput, type CriticPenalty, randomStream } from '@ganblocks/core';
import { checkDerivatives } from '@ganblocks/core/testing';
import { dragan, drift, driftOf, dueTerm, gradientPenalty, gradientPenaltyAt, isDue, r1, r2 } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numberOf = (x: Tensor): number => x.dataSync()[0] ?? NaN;
const rows = (...values: number[][]): Tensor2D => tf.tensor2d(values);

/** D(x) = a · x: its gradient is a everywhere. */
const linear =
  (...a: number[]) =>
  (x: CriticInput): Tensor =>
    tf.sum(tf.mul(x as Tensor, tf.tensor1d(a)), 1);
/** D(x) = ½ |x|²: its gradient is x. */
const quadratic = (x: CriticInput): Tensor => tf.mul(tf.sum(tf.square(x as Tensor), 1), 0.5);

const term = (penalty: CriticPenalty, critic: (x: CriticInput) => Tensor, real: Tensor, fake = tf.zerosLike(real)): Scalar =>
  penalty.term({ critic, real, fake, random: randomStream(4) });

describe('gradientPenalty', () => {
  test('of a linear critic is λ (|a| - 1)², wherever it is taken', () => {
    const real = rows([1, 2], [3, 4]);
    expect(numberOf(term(gradientPenalty(), linear(3, 4), real))).toBeCloseTo(10 * 16, 4);
    expect(numberOf(term(gradientPenalty({ weight: 1, center: 0 }), linear(3, 4), real))).toBeCloseTo(25, 5);
    expect(numberOf(term(gradientPenalty({ weight: 1, oneSided: true }), linear(0.3, 0.4), real))).toBe(0);
    expect(numberOf(term(gradientPenalty({ weight: 1, oneSided: true }), linear(3, 4), real))).toBeCloseTo(16, 4);
  });

  test('is taken on the lines between reals and fakes, one place an image', () => {
    const seen: number[][] = [];
    const spy = (x: CriticInput): Tensor => {
      seen.push([...(x as Tensor).dataSync()]);
      return quadratic(x);
    };
    term(gradientPenalty(), spy, rows([1, 1], [1, 1]), rows([0, 0], [0, 0]));
    const [a = NaN, b = NaN, c = NaN, d = NaN] = seen[0] ?? [];
    expect(a).toBe(b);
    expect(c).toBe(d);
    expect(a).not.toBe(c);
    for (const share of [a, c]) expect(share >= 0 && share < 1).toBe(true);
  });

  test('of several scales takes the mean, or one length over all, at one mixture', () => {
    const critic = (scales: CriticInput): Tensor => {
      const [large, small] = scales as readonly Tensor[];
      return tf.add(linear(3, 4)(large!), linear(0, 12)(small!));
    };
    const images = [rows([1, 2]), rows([5, 6])] as const;
    const at = { critic, real: images, fake: images, random: randomStream(1) };
    expect(numberOf(gradientPenalty({ weight: 1 }).term(at))).toBeCloseTo((16 + 121) / 2, 3);
    expect(numberOf(gradientPenalty({ weight: 1, scales: 'joint' }).term(at))).toBeCloseTo(144, 3);
    expect(numberOf(r1({ gamma: 2 }).term(at))).toBeCloseTo(25 + 144, 3);
  });

  test('of a critic that is flat has the derivative 0 and no NaN', () => {
    const slope = (a: Tensor): Scalar => gradientPenaltyAt((x: Tensor) => tf.sum(tf.mul(x, a), 1), tf.ones([2, 2]));
    expect([
      ...tf
        .grad(slope)(tf.zeros([2]))
        .dataSync(),
    ]).toEqual([0, 0]);
  });

  test('has right derivatives by the weights of a critic with leaky rectifier, swish and softmax', async () => {
    const x = randomStream(2).normal([3, 4]);
    const f = (...[first, second]: Tensor[]): Tensor => {
      const critic = (images: Tensor): Tensor => {
        const hidden = tf.leakyRelu(tf.matMul(images as Tensor2D, first as Tensor2D), 0.2);
        const gated = tf.mul(tf.mul(hidden, tf.sigmoid(hidden)), tf.softmax(hidden));
        return tf.matMul(gated, second as Tensor2D);
      };
      return gradientPenaltyAt(critic, x);
    };
    const inputs = [randomStream(3).normal([4, 5]), randomStream(4).normal([5, 1])];
    for (const { error } of await checkDerivatives({ f, inputs, order: 1, step: 0.01 })) expect(error).toBeLessThan(1e-2);
  });

  test('teaches', () => {
    expect(() => gradientPenalty({ weight: -1 })).toThrow('gradientPenalty: weight must be a finite number >= 0. Got -1.');
    expect(() => gradientPenalty({ every: 0 })).toThrow('gradientPenalty: every must be a positive integer');
    expect(() => term(gradientPenalty(), quadratic, tf.ones([2, 3]), tf.ones([3, 3]))).toThrow(
      'gradientPenalty: reals and fakes must have one shape, since it draws lines from one to the other. Got [2, 3] and [3, 3].',
    );
  });
});

describe('r1 and r2', () => {
  test('are half γ times the squared length at the reals and at the fakes', () => {
    const [real, fake] = [rows([1, 2], [3, 0]), rows([2, 0], [0, 0])];
    expect(numberOf(term(r1({ gamma: 4 }), quadratic, real, fake))).toBeCloseTo((4 / 2) * ((5 + 9) / 2), 4);
    expect(numberOf(term(r2({ gamma: 4 }), quadratic, real, fake))).toBeCloseTo((4 / 2) * (4 / 2), 4);
  });

  test('weigh more where they are due less often', () => {
    const lazy = r1({ gamma: 2, every: 16 });
    const at = { critic: quadratic, real: rows([1, 2]), fake: rows([0, 0]), random: randomStream(1) };
    expect([0, 1, 15, 16, 32].map((step) => isDue(lazy, step))).toEqual([true, false, false, true, true]);
    expect(numberOf(dueTerm(lazy, at))).toBeCloseTo(16 * 5, 4);
  });
});

describe('dragan', () => {
  test('of a linear critic is λ (|a| - 1)²; its points lie above the reals by less than half a deviation', () => {
    const real = rows([1, 2], [3, 6]);
    expect(numberOf(term(dragan({ weight: 1 }), linear(3, 4), real))).toBeCloseTo(16, 4);
    let seen: Float32Array | number[] = [];
    term(dragan(), (x) => { seen = (x as Tensor).dataSync() as Float32Array; return quadratic(x); }, real); // prettier-ignore
    const deviation = Math.sqrt([1, 2, 3, 6].reduce((sum, v) => sum + (v - 3) ** 2, 0) / 4);
    [1, 2, 3, 6].forEach((value, i) => {
      const moved = (seen[i] ?? NaN) - value;
      expect(moved >= 0 && moved < deviation / 2).toBe(true);
    });
  });
});

describe('drift', () => {
  test('is ε times the mean square of the logits', () => {
    const [real, fake] = [rows([1, 1], [2, 2]), rows([1, 0])];
    expect(numberOf(term(drift({ weight: 0.5 }), linear(1, 1), real, fake))).toBeCloseTo(0.5 * ((4 + 16) / 2), 5);
    expect(numberOf(term(drift({ weight: 0.5, at: 'both' }), linear(1, 1), real, fake))).toBeCloseTo(0.5 * (10 + 1), 5);
    expect(numberOf(driftOf(tf.tensor1d([1, 3])))).toBe(5);
  });
});

test.each([gradientPenalty(), dragan(), r1(), r2(), drift({ at: 'both' })])('$name leaves one tensor', (penalty) => {
  const real = rows([1, 2], [3, 4]);
  const before = tf.memory().numTensors;
  const value = term(penalty, quadratic, real, real);
  expect(tf.memory().numTensors).toBe(before + 1);
  value.dispose();
});
