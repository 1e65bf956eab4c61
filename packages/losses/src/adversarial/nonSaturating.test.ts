import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import { nonSaturating } from './nonSaturating';

const numberOf = (scalar: Scalar): number => scalar.dataSync()[0] ?? NaN;
const column = (...logits: number[]): tf.Tensor2D => tf.tensor2d(logits, [logits.length, 1]);
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});

describe('nonSaturating', () => {
  test('has its closed form', () => {
    const { discriminator, generator } = nonSaturating();
    expect(numberOf(discriminator(column(1, -2), column(0.5, 3)))).toBeCloseTo(
      (softplus(-1) + softplus(2) + softplus(0.5) + softplus(3)) / 2,
      5,
    );
    expect(numberOf(generator(column(0.5, 3)))).toBeCloseTo((softplus(-0.5) + softplus(-3)) / 2, 5);
  });

  test('is 2 ln 2 and ln 2 where the discriminator knows nothing', () => {
    const zeros = tf.zeros([4, 3, 3, 1]);
    expect(numberOf(nonSaturating().discriminator(zeros, zeros))).toBeCloseTo(2 * Math.LN2, 5);
    expect(numberOf(nonSaturating().generator(zeros))).toBeCloseTo(Math.LN2, 6);
  });

  test('smooths the label of reals only', () => {
    const { discriminator, generator } = nonSaturating({ realLabel: 0.9 });
    const expected = 0.9 * softplus(-1.5) + 0.1 * softplus(1.5) + softplus(-0.5);
    expect(numberOf(discriminator(column(1.5), column(-0.5)))).toBeCloseTo(expected, 5);
    expect(numberOf(generator(column(-0.5)))).toBeCloseTo(softplus(0.5), 5);
  });

  test('is exact for logits of ±1000, and so are its derivatives', () => {
    const { discriminator, generator } = nonSaturating({ realLabel: 0.9 });
    expect(numberOf(discriminator(column(1000, -1000), column(1000, -1000)))).toBeCloseTo((100 + 900) / 2 + 500, 3);
    expect(numberOf(generator(column(1000, -1000)))).toBeCloseTo(500, 3);
    const gradient = tf.grad((fake) => generator(fake))(column(1000, -1000, 0.5));
    const [high = NaN, low = NaN, middle = NaN] = gradient.dataSync();
    expect(high).toBeCloseTo(0, 6);
    expect(low).toBeCloseTo(-1 / 3, 6);
    expect(middle).toBeCloseTo(-sigmoid(-0.5) / 3, 5);
  });

  test('gives the generator its full gradient where it loses', () => {
    const gradient = tf.grad((fake) => nonSaturating().generator(fake))(column(-30));
    expect(gradient.dataSync()[0]).toBeCloseTo(-1, 6);
  });

  test('takes batches of unlike sizes and leaves one tensor', () => {
    const [real, fake] = [column(1, 2, 3), column(1)];
    const before = tf.memory().numTensors;
    const loss = nonSaturating({ realLabel: 0.9 }).discriminator(real, fake);
    expect(tf.memory().numTensors).toBe(before + 1);
    loss.dispose();
  });

  test('teaches', () => {
    expect(() => nonSaturating({ realLabel: 0 })).toThrow(
      'nonSaturating: realLabel must lie in (0.5, 1]. Got 0. Use 1, or 0.9 for one-sided label smoothing.',
    );
  });
});
