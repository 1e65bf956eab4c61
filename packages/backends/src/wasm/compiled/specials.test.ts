import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { installGradients } from '@ganblocks/core';
import { matMul64 } from '../../../tests/float64';
import { answers, floats, type GridCase } from '../../../tests/grid';
import { ready } from '../index';

beforeAll(async () => {
  await ready;
  tf.env().set('IS_TEST', true);
  await tf.setBackend('wasm');
  installGradients();
});

const specials = [NaN, Infinity, -Infinity];

type Shape = readonly [channels: number, outputs: number, kernel: number, stride: number, size: number];
/** One for each kernel: gathered, taps joined, few outputs, 1x1. */
const direct: readonly Shape[] = [
  [5, 6, 3, 1, 7],
  [1, 8, 3, 1, 7],
  [3, 8, 3, 2, 7],
  [8, 3, 3, 1, 7],
  [4, 2, 4, 2, 8],
  [64, 64, 1, 1, 6],
];
const byWinograd: Shape = [16, 16, 3, 1, 40];

const exampleOf = ([channels, outputs, kernel, stride, size]: Shape): GridCase => ({
  inputShape: [1, size, size, channels],
  filterShape: [kernel, kernel, channels, outputs],
  strides: [stride, stride],
  dilations: [1, 1],
  pad: 'same',
  seed: 5,
});

type Operand = 'x' | 'w' | 'dy';

/** The convolution and both gradients with one value that is not finite in the middle of an operand: as computed, and in double precision. */
async function withSpecial(shape: Shape, operand: Operand, special: number): Promise<{ received: Float32Array; expected: Float64Array }[]> {
  const example = exampleOf(shape);
  const { tensors, forward, toInput, toFilter, ...operands } = answers(example);
  const { x, w, dy } = operands;
  operands[operand][Math.floor(operands[operand].length / 2)] = special;
  const convolve = (a: Tensor, b: Tensor): Tensor => tf.conv2d(a as Tensor4D, b as Tensor4D, example.strides, 'same');
  const results = tf.tidy(() => {
    const [input, filter, weight] = tensors();
    return [convolve(input, filter), ...tf.grads((a, b) => tf.sum(tf.mul(convolve(a, b), weight)))([input, filter])];
  });
  const received = await Promise.all(results.map(async (result) => (await result.data()) as Float32Array));
  tf.dispose(results);
  return [forward(x, w), toInput(dy, w), toFilter(x, dy)].map((expected, i) => ({ expected, received: received[i]! }));
}

/** Where something stands that the double precision has otherwise: finite for not finite, or a sign or a NaN exchanged. */
const unlike = (received: Float32Array, expected: Float64Array): number[] =>
  [...expected.keys()].filter((i) => {
    const [is, should] = [received[i]!, expected[i]!];
    return Number.isFinite(should) ? Math.abs(is - should) > 1e-4 || !Number.isFinite(is) : !Object.is(is, should);
  });

describe.each(specials)('%p', (special) => {
  test.each(direct)('in an image of %i channels: just what sees it, %i outputs of %ix, stride %i', async (...shape) => {
    for (const { received, expected } of await withSpecial(shape, 'x', special)) expect(unlike(received, expected)).toEqual([]);
  });

  test.each(direct)(
    'in a filter or a gradient: what sees it, if only beyond the border: %i channels, %i outputs, %ix, stride %i',
    async (...shape) => {
      for (const operand of ['w', 'dy'] as const) {
        for (const { received, expected } of await withSpecial(shape, operand, special)) {
          unlike(received, expected).forEach((at) => expect([received[at], Number.isFinite(expected[at])]).toEqual([NaN, true]));
          const wrong = received.filter((value, i) => Number.isFinite(value) && !(Math.abs(value - expected[i]!) < 1e-4));
          expect([...wrong]).toEqual([]);
        }
      }
    },
  );

  test('by Winograd: the tile that sees it, and never is it lost', async () => {
    const [channels, , , , size] = byWinograd;
    for (const operand of ['x', 'w', 'dy'] as const) {
      for (const [i, { received, expected }] of (await withSpecial(byWinograd, operand, special)).entries()) {
        const lost = expected.filter((value, at) => !Number.isFinite(value) && Number.isFinite(received[at]!));
        const wrong = received.filter((value, at) => Number.isFinite(value) && !(Math.abs(value - expected[at]!) < 1e-3));
        expect([lost.length, wrong.length]).toEqual([0, 0]);
        if (operand === 'w' || i === 2) continue;
        const pixels = [...received.keys()].filter((at) => !Number.isFinite(received[at]!)).map((at) => Math.floor(at / channels));
        const [row, column] = [size / 2, 0]; // of the middle of x and dy
        for (const pixel of pixels) {
          expect(Math.abs(Math.floor(pixel / size) - row)).toBeLessThanOrEqual(5);
          expect(Math.abs((pixel % size) - column)).toBeLessThanOrEqual(5);
        }
      }
    }
  });

  test.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('in a product: its row or its column, transposed %p, %p', async (transposeA, transposeB) => {
    const [rows, inner, columns] = [21, 22, 23];
    const shapeOf = (first: number, second: number, isTransposed: boolean): [number, number] =>
      isTransposed ? [second, first] : [first, second];
    for (const at of [0, 1]) {
      const operands = [floats(rows * inner, 1), floats(inner * columns, 2)] as const;
      operands[at]![100] = special;
      const product = tf.tidy(() => {
        const a = tf.tensor2d(operands[0], shapeOf(rows, inner, transposeA));
        const b = tf.tensor2d(operands[1], shapeOf(inner, columns, transposeB));
        return tf.matMul(a, b, transposeA, transposeB);
      });
      const expected = matMul64(...operands, { rows, inner, columns, transposeA, transposeB });
      expect(unlike((await product.data()) as Float32Array, expected)).toEqual([]);
      product.dispose();
    }
  });
});

test.each([...direct, byWinograd])('zeros with a sign are zeros: %i channels, %i outputs, %ix, stride %i', async (...shape) => {
  const { inputShape, filterShape, strides, pad } = exampleOf(shape);
  const y = tf.tidy(() => tf.conv2d(tf.fill<tf.Rank.R4>(inputShape, -0), tf.ones<tf.Rank.R4>(filterShape), strides, pad));
  expect((await y.data()).every((value) => value === 0)).toBe(true);
  y.dispose();
});
