import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '../errors/index';
import { installGradients } from './index';

type Unary = (x: Tensor) => Tensor;

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const derivative =
  (f: Unary): Unary =>
  (x) =>
    tf.grad((input: Tensor) => tf.sum(f(input)))(x);
/** The n-th derivative of an elementwise function, at each of the points. */
function derivatives(f: Unary, points: number[], order: number): number[] {
  let current = f;
  for (let n = 0; n < order; n++) current = derivative(current);
  return tf.tidy(() => Array.from(current(tf.tensor1d(points)).dataSync(), (value) => value + 0)); // -0 is 0
}
const gradients = (f: (a: Tensor, b: Tensor) => Tensor, a: Tensor, b: Tensor): number[][] =>
  tf.tidy(() =>
    tf
      .grads((x: Tensor, y: Tensor) => tf.sum(f(x, y)))([a, b])
      .map((gradient) => Array.from(gradient.dataSync())),
  );
const closeTo = (expected: number[]): number[] => expected.map((value) => expect.closeTo(value, 5) as unknown as number);

describe('derivatives at special points', () => {
  test('powers of 0 and of negative numbers', () => {
    expect(derivatives((x) => tf.pow(x, 2), [0, -3], 1)).toEqual([0, -6]);
    expect(derivatives((x) => tf.pow(x, 2), [0, -3], 2)).toEqual([2, 2]);
    expect(derivatives((x) => tf.pow(x, 2), [0, -3], 3)).toEqual([0, 0]);
    expect(derivatives((x) => tf.pow(x, 3), [0, -3], 3)).toEqual([6, 6]);
    expect(derivatives((x) => tf.pow(x, 0), [0, -3], 1)).toEqual([0, 0]);
    expect(gradients(tf.pow, tf.tensor1d([0, 2]), tf.tensor1d([2, 3]))).toEqual([[0, 12], closeTo([0, 8 * Math.log(2)])]); // prettier-ignore
  });

  test('divNoNan at a zero divisor', () => {
    const [byA, byB] = gradients(tf.divNoNan, tf.tensor1d([3, 3]), tf.tensor1d([0, 2]));
    expect(byA).toEqual([0, 0.5]);
    expect(byB).toEqual(closeTo([0, -0.75]));
  });

  test('the norm of zeros', () => {
    expect(derivatives((x) => tf.norm(x), [0, 0], 1)).toEqual([0, 0]);
    expect(derivatives((x) => tf.norm(x), [0, 0], 2)).toEqual([0, 0]);
    expect(derivatives((x) => tf.norm(x), [3, 4], 1)).toEqual(closeTo([0.6, 0.8]));
    expect(derivatives((x) => tf.sqrt(x), [0], 1)).toEqual([Infinity]);
  });

  test('products with zeros', () => {
    expect(derivatives((x) => tf.prod(x), [2, 0, 5], 1)).toEqual([0, 10, 0]);
    expect(derivatives((x) => tf.prod(x), [0, 0, 5], 1)).toEqual([0, 0, 0]);
    expect(derivatives((x) => tf.cumprod(x), [2, 0, 5, 3], 1)).toEqual([1, 2 + 10 + 30, 0, 0]);
    expect(derivatives((x) => tf.cumprod(x, 0, true), [2, 0, 5, 3], 1)).toEqual([1, 2 + 10, 0, 0]);
    expect(derivatives((x) => tf.cumprod(x, 0, false, true), [3, 5, 0, 2], 1)).toEqual([0, 0, 2 + 10 + 30, 1]);
  });

  test('atan2 in every quadrant and on the axes', () => {
    const [byY, byX] = gradients(tf.atan2, tf.tensor1d([1, 1, -1, -1, 0, 2]), tf.tensor1d([1, -1, -1, 1, -2, 0]));
    expect(byY).toEqual(closeTo([0.5, -0.5, -0.5, 0.5, -0.5, 0]));
    expect(byX).toEqual(closeTo([-0.5, -0.5, 0.5, 0.5, 0, -0.5]));
  });

  test('a cast to integers or truth values is a step', () => {
    expect(derivatives((x) => tf.cast(tf.cast(x, 'int32'), 'float32'), [1.5], 1)).toEqual([0]);
    expect(derivatives((x) => tf.cast(tf.cast(x, 'bool'), 'float32'), [1.5], 1)).toEqual([0]);
  });

  test('sigmoidCrossEntropy where the logit is exactly 0: σ(0) - z, and σ′(0)', () => {
    const loss = (logits: Tensor): Tensor =>
      tf.losses.sigmoidCrossEntropy(tf.tensor1d([0, 1, 0.2]), logits, undefined, 0, tf.Reduction.NONE);
    expect(derivatives(loss, [0, 0, 0], 1)).toEqual(closeTo([0.5, -0.5, 0.3]));
    expect(derivatives(loss, [0, 0, 0], 2)).toEqual(closeTo([0.25, 0.25, 0.25]));
  });

  test('softmaxCrossEntropy by labels that do not add up to 1', () => {
    const [byLabels, byLogits] = gradients(tf.losses.softmaxCrossEntropy, tf.tensor2d([[2, 1]]), tf.tensor2d([[0, 0]])); // prettier-ignore
    expect(byLabels).toEqual(closeTo([Math.log(2), Math.log(2)]));
    expect(byLogits).toEqual(closeTo([1.5 - 2, 1.5 - 1]));
  });
});

describe('complex numbers', () => {
  test('|z| at 0', () => {
    expect(derivatives((x) => tf.abs(tf.complex(x, tf.zerosLike(x))), [0, -2], 1)).toEqual([0, -1]);
  });

  test('leave nothing behind, to the second order', () => {
    const spectrum = (x: Tensor): Tensor => tf.abs(tf.rfft(tf.mul(x, tf.tensor1d([1, 2, 0.5, 3]))));
    const before = tf.memory().numTensors;
    derivatives(spectrum, [1, 2, 3, 5], 2);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a complex constant from before takes part', () => {
    const i = tf.complex(tf.tensor1d([0, 0]), tf.tensor1d([1, 1]));
    const turned = (x: Tensor): Tensor => tf.imag(tf.mul(tf.complex(tf.square(x), x), i));
    expect(derivatives(turned, [1, 3], 1)).toEqual([2, 6]);
    expect(derivatives(turned, [1, 3], 2)).toEqual([2, 2]);
    i.dispose();
  });

  test('as argument or result of a derivative they are refused', () => {
    const z = tf.complex([1], [2]);
    expect(() => tf.grad((x: Tensor) => tf.real(x))(z)).toThrow(GanError);
    expect(() => tf.grad((x: Tensor) => tf.complex(x, x))(tf.tensor1d([1]))).toThrow(/tf\.real/);
    z.dispose();
  });
});

test('what has no derivative says so, and what to write instead', () => {
  const boxes = tf.tensor2d([[0, 0, 1, 1]]);
  const scores = tf.tensor1d([0.5]);
  const best = (x: Tensor): Tensor => tf.image.nonMaxSuppressionWithScore(boxes, x as tf.Tensor1D, 1)['selectedScores'] ?? x;
  expect(() => tf.grad(best)(scores)).toThrow(/NonMaxSuppressionV5.*tf\.gather/);
});
