import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectClose, expectSame, numbers, runOn, type Numbers } from '../../tests/bothBackends';
import { matMul64 } from '../../tests/float64';

beforeAll(bothBackends);

const multiply =
  (transposeA: boolean, transposeB: boolean) =>
  (a: Tensor, b: Tensor): Tensor =>
    tf.matMul(a, b, transposeA, transposeB);

const shapeOf = (outer: number[], rows: number, columns: number, transposed: boolean): number[] =>
  transposed ? [...outer, columns, rows] : [...outer, rows, columns];

interface ProductCase {
  readonly outer: [number[], number[]];
  readonly sizes: [number, number, number];
  readonly flags: [boolean, boolean];
}

const products = (sizes: fc.Arbitrary<number>): fc.Arbitrary<ProductCase> =>
  fc.record({
    outer: fc.constantFrom<[number[], number[]]>(
      [[], []],
      [[1], [1]],
      [[3], [3]],
      [[3], [1]],
      [[1], [3]],
      [
        [2, 2],
        [2, 2],
      ],
    ),
    sizes: fc.tuple(sizes, sizes, sizes),
    flags: fc.tuple(fc.boolean(), fc.boolean()),
  });

const same = ({ outer, sizes: [rows, inner, columns], flags }: ProductCase): Promise<void> =>
  expectSame(
    [numbers(shapeOf(outer[0], rows, inner, flags[0]), 1), numbers(shapeOf(outer[1], inner, columns, flags[1]), 2)],
    multiply(...flags),
  );

test('is that of cpu, below and above the size from which operands are prepared', async () => {
  await fc.assert(fc.asyncProperty(products(fc.integer({ min: 1, max: 13 })), same), { numRuns: 100, seed: 8 });
  await fc.assert(fc.asyncProperty(products(fc.integer({ min: 17, max: 40 })), same), { numRuns: 60, seed: 9 });
});

describe.each([
  [200, 16, 8],
  [8, 16, 200],
  [300, 9, 64],
  [12, 300, 12],
  [1, 200, 100],
  [100, 200, 1],
])('long and narrow: %i x %i x %i', (...sizes) => {
  test.each([
    [true, false],
    [false, true],
    [true, true],
  ])('transposed %p, %p', (...flags) => same({ outer: [[], []], sizes, flags }));
});

test('a right operand that comes again in another shape is packed anew', async () => {
  const run = (a: Tensor, b: Tensor): Tensor =>
    tf.tidy(() => {
      const first = tf.matMul(a, b);
      const second = tf.matMul(tf.reshape(a, [6, 4]), tf.reshape(b, [4, 10]));
      const third = tf.matMul(a, b);
      return tf.concat([tf.reshape(first, [-1]), tf.reshape(second, [-1]), tf.reshape(third, [-1])], 0);
    });
  await expectSame([numbers([3, 8], 1), numbers([8, 5], 2)], run);
});

// The kernels of tfjs, that of cpu too, make room for the matrices of the larger operand alone.
describe.each<[number[], number[], number[], number[]]>([
  [
    [2, 1],
    [1, 2],
    [0, 0, 1, 1],
    [0, 1, 0, 1],
  ],
  [[3, 2], [2], [0, 1, 2, 3, 4, 5], [0, 1, 0, 1, 0, 1]],
  [
    [2, 1, 2],
    [3, 1],
    [0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3],
    [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2],
  ],
])('batches of %j and %j, neither of which has all matrices or one', (outerA, outerB, ofA, ofB) => {
  test.each([
    [3, false, false],
    [3, true, false],
    [30, false, true],
    [30, true, true],
  ])('of %i rows, transposed %p, %p', async (rows, transposeA, transposeB) => {
    const [inner, columns] = [rows + 1, rows + 2];
    const a = numbers(shapeOf(outerA, rows, inner, transposeA), 1);
    const b = numbers(shapeOf(outerB, inner, columns, transposeB), 2);
    const part = ({ values }: Numbers, size: number, index: number): Float32Array =>
      (values as Float32Array).subarray(index * size, (index + 1) * size);
    const expected = ofA.flatMap((at, i) => [
      ...matMul64(part(a, rows * inner, at), part(b, inner * columns, ofB[i]!), { rows, inner, columns, transposeA, transposeB }),
    ]);
    const product = await runOn('wasm', [a, b], multiply(transposeA, transposeB));
    expect(product.shape.slice(-2)).toEqual([rows, columns]);
    expectClose(product, { shape: product.shape, values: Float32Array.from(expected) });
  });
});

test('empty operands give zeros, others the message of tfjs', async () => {
  await tf.setBackend('wasm');
  expect([...(await tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 2])).data())]).toEqual([0, 0, 0, 0]);
  expect(tf.matMul(tf.zeros([0, 3]), tf.zeros([3, 2])).shape).toEqual([0, 2]);
  expect(() => tf.matMul(tf.zeros([2, 3]), tf.zeros([2, 3]))).toThrow(/inner/i);
});
