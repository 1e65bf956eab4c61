import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expectNumbers, valueAndGradients } from './expectNumbers';
import { matMul64 } from './float64';
import { floats, ODD_SIZES } from './grid';

/** Matrices of these sizes, stored transposed or not, in batches. */
export interface ProductCase {
  readonly sizes: readonly [rows: number, inner: number, columns: number];
  readonly flags: readonly [boolean, boolean];
  readonly outer: readonly [ofA: number[], ofB: number[], pairs: [number, number][]];
}

/** Outer axes of both operands, and which matrices meet. */
const batches: ProductCase['outer'][] = [
  [[], [], [[0, 0]]],
  [
    [2],
    [2],
    [
      [0, 0],
      [1, 1],
    ],
  ],
  [
    [2],
    [1],
    [
      [0, 0],
      [1, 0],
    ],
  ],
  [
    [],
    [2],
    [
      [0, 0],
      [0, 1],
    ],
  ],
  [
    [2, 1],
    [1, 2],
    [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
  ],
];
const flagPairs = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

/** All sizes with all flags and batches, of which each `every`-th. */
export const productGrid = (every: number): ProductCase[] =>
  ODD_SIZES.flatMap((rows) => ODD_SIZES.flatMap((inner) => ODD_SIZES.map((columns) => [rows, inner, columns] as const)))
    .flatMap((sizes) => flagPairs.flatMap((flags) => batches.map((outer): ProductCase => ({ sizes, flags, outer }))))
    .filter((_case, index) => index % every === 0);

/** matMul and its gradients. */
export const product = async (
  { sizes: [rows, inner, columns], flags, outer: [outerA, outerB, pairs] }: ProductCase,
  seed: number,
): Promise<void> => {
  const [transposeA, transposeB] = flags;
  const [sizeA, sizeB, sizeY] = [rows * inner, inner * columns, rows * columns];
  const count = (outer: readonly number[]): number => outer.reduce((a, b) => a * b, 1);
  const [a, b] = [floats(sizeA * count(outerA), seed), floats(sizeB * count(outerB), seed + 1)];
  const dy = floats(sizeY * pairs.length, seed + 2);
  const part = (values: Float32Array, size: number, index: number): Float32Array => values.subarray(index * size, (index + 1) * size);
  const [y, da, db] = [new Float64Array(dy.length), new Float64Array(a.length), new Float64Array(b.length)];
  const add = (to: Float64Array, from: number, values: Float64Array): void => values.forEach((value, i) => (to[from + i]! += value));
  pairs.forEach(([atA, atB], i) => {
    const [left, right, weight] = [part(a, sizeA, atA), part(b, sizeB, atB), part(dy, sizeY, i)];
    add(y, i * sizeY, matMul64(left, right, { rows, inner, columns, transposeA, transposeB }));
    // Y = A B: dA = dY Bᵀ, dB = Aᵀ dY; of an operand that is stored transposed, the transpose of that.
    const ofA = transposeA
      ? matMul64(right, weight, { rows: inner, inner: columns, columns: rows, transposeA: transposeB, transposeB: true })
      : matMul64(weight, right, { rows, inner: columns, columns: inner, transposeA: false, transposeB: !transposeB });
    const ofB = transposeB
      ? matMul64(weight, left, { rows: columns, inner: rows, columns: inner, transposeA: true, transposeB: transposeA })
      : matMul64(left, weight, { rows: inner, inner: rows, columns, transposeA: !transposeA, transposeB: false });
    add(da, atA * sizeA, ofA);
    add(db, atB * sizeB, ofB);
  });
  const shapeOf = (outer: readonly number[], first: number, second: number, isTransposed: boolean): number[] =>
    isTransposed ? [...outer, second, first] : [...outer, first, second];
  await expectNumbers(() => {
    const left = tf.tensor(a, shapeOf(outerA, rows, inner, transposeA));
    const right = tf.tensor(b, shapeOf(outerB, inner, columns, transposeB));
    const multiply = (one?: Tensor, other?: Tensor): Tensor => tf.matMul(one!, other!, transposeA, transposeB);
    return valueAndGradients(multiply, [left, right], tf.reshape(tf.tensor(dy), multiply(left, right).shape));
  }, [y, da, db]);
};
