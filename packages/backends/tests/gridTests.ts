import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { installGradients } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { kernelsOf } from '../src/wasm/compiled/bindKernels';
import { ready } from '../src/wasm/index';
import { matMul64 } from './float64';
import { answers, convolutionGrid, expectConvolution, floats, ODD_SIZES, type GridCase } from './grid';
import { guardAllocations, type GuardedAllocations } from './guardedAllocations';

/** Every how many cases the second derivatives are looked at too. */
const SECOND = 5;

/** Runs a check on each case; where one fails, says which. */
async function each<Case>(cases: readonly Case[], check: (example: Case, index: number) => Promise<void>): Promise<void> {
  expect(cases.length).toBeGreaterThan(10);
  for (const [index, example] of cases.entries()) {
    try {
      await check(example, index);
    } catch (cause) {
      throw new Error(`Case ${index} of ${cases.length}, ${JSON.stringify(example)}: ${String(cause)}`, { cause });
    }
  }
}

/** To 1e-5 of the largest value; what terms of a size near one leave when they cancel is exact to their size. */
function expectClose(received: ArrayLike<number>, expected: Float64Array): void {
  expect(received.length).toBe(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const far = [...expected.keys()].filter((i) => !(Math.abs(received[i]! - expected[i]!) <= 1e-5 * largest + 1e-6));
  expect(far.map((i) => [i, received[i], expected[i]])).toEqual([]);
}

/** Values and gradients beside numbers of double precision. */
async function expectNumbers(run: () => Tensor[], expected: readonly Float64Array[]): Promise<void> {
  const results = tf.tidy(run);
  for (const [i, result] of results.entries()) expectClose(await result.data(), expected[i]!);
  tf.dispose(results);
}

const valueAndGradients = (f: (...at: Tensor[]) => Tensor, inputs: readonly Tensor[], dy: Tensor): Tensor[] => [
  f(...inputs),
  ...tf.grads((...at: Tensor[]) => tf.sum(tf.mul(f(...at), dy)))([...inputs]),
];

const undilated = ({ dilations }: GridCase): boolean => Math.max(...dilations) === 1;

const transposed = (example: GridCase): Promise<void> => {
  const { inputShape, strides, pad } = example;
  const { tensors, dy, w, forward, toInput, toFilter, x: u } = answers(example);
  return expectNumbers(() => {
    const [weight, filter, input] = tensors();
    const run = (a: Tensor, b: Tensor): Tensor => tf.conv2dTranspose(a as Tensor4D, b as Tensor4D, inputShape, strides, pad);
    return valueAndGradients((a, b) => run(a, b), [input, filter], weight);
  }, [toInput(dy, w), forward(u, w), toFilter(u, dy)]);
};

interface Activation {
  readonly of: (z: number) => number;
  readonly slope: (z: number) => number;
}
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const activations: Readonly<Record<'linear' | 'relu' | 'leakyrelu' | 'elu' | 'sigmoid', Activation>> = {
  linear: { of: (z) => z, slope: () => 1 },
  relu: { of: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0) },
  leakyrelu: { of: (z) => (z > 0 ? z : 0.3 * z), slope: (z) => (z > 0 ? 1 : 0.3) },
  elu: { of: (z) => (z > 0 ? z : Math.expm1(z)), slope: (z) => (z > 0 ? 1 : Math.exp(z)) },
  sigmoid: { of: sigmoid, slope: (z) => sigmoid(z) * (1 - sigmoid(z)) },
};
const activationNames = Object.keys(activations) as (keyof typeof activations)[];

const fused = (example: GridCase, index: number): Promise<void> => {
  const { strides, pad, dilations, filterShape, seed } = example;
  const outputs = filterShape[3];
  const activation = activationNames[index % activationNames.length]!;
  const { of, slope } = activations[activation];
  const { tensors, x, w, dy, forward, toInput, toFilter } = answers(example);
  const bias = floats(outputs, seed + 3);
  const z = forward(x, w).map((value, i) => value + bias[i % outputs]!);
  const dz = z.map((value, i) => slope(value) * dy[i]!);
  const db = new Float64Array(outputs);
  dz.forEach((value, i) => (db[i % outputs]! += value));
  return expectNumbers(() => {
    const [input, filter, weight] = tensors();
    const run = (a: Tensor, b: Tensor, c: Tensor): Tensor =>
      tf.fused.conv2d({
        ...{ x: a as Tensor4D, filter: b as Tensor4D, bias: c, strides, pad, dilations },
        ...{ activation, leakyreluAlpha: 0.3 },
      });
    return valueAndGradients((a, b, c) => run(a, b, c), [input, filter, tf.tensor1d(bias)], weight);
  }, [z.map(of), toInput(dz, w), toFilter(x, dz), db]);
};

const grouped =
  (groups: number) =>
  ({ inputShape, filterShape, ...rest }: GridCase): Promise<void> => {
    const [n, height, width, channels] = inputShape;
    const [rows, columns, , outputs] = filterShape;
    const wide: GridCase = {
      ...rest,
      inputShape: [n, height, width, channels * groups],
      filterShape: [rows, columns, channels, outputs * groups],
      pad: 'same',
    };
    const { tensors, x, w, dy, forward, toInput, toFilter } = answers(wide, groups);
    const { strides, dilations } = rest;
    return expectNumbers(() => {
      const [input, filter, weight] = tensors();
      const options = { stride: strides, dilation: dilations, padding: 'same' as const, groups };
      return valueAndGradients((a, b) => ops.conv2d(a as Tensor4D, b as Tensor4D, options), [input, filter], weight);
    }, [forward(x, w), toInput(dy, w), toFilter(x, dy)]);
  };

interface ProductCase {
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

const productGrid = (every: number): ProductCase[] =>
  ODD_SIZES.flatMap((rows) => ODD_SIZES.flatMap((inner) => ODD_SIZES.map((columns) => [rows, inner, columns] as const)))
    .flatMap((sizes) => flagPairs.flatMap((flags) => batches.map((outer): ProductCase => ({ sizes, flags, outer }))))
    .filter((_case, index) => index % every === 0);

const product = async (
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

/**
 * tfjs's ops on wasm, as they are registered with our kernels, beside double precision: values and derivatives over a grid of odd shapes, of which each
 * `every`-th. All memory lies between guard words.
 */
export function testGrid({ every, timeout }: { readonly every: number; readonly timeout: number }): void {
  let guards: GuardedAllocations;
  beforeAll(async () => {
    await ready;
    tf.env().set('IS_TEST', true);
    await tf.setBackend('wasm');
    installGradients();
    const module = kernelsOf(tf.backend())!;
    module.scratch.free();
    guards = guardAllocations(module.backend, module.memory);
  });
  afterAll(() => guards.finish());

  const whole = (name: string, run: () => Promise<void>): void =>
    test(
      name,
      async () => {
        const { numTensors } = tf.memory();
        await run();
        expect(tf.memory().numTensors).toBe(numTensors);
        guards.expectWhole();
      },
      timeout,
    );

  describe('of double precision, on all odd shapes', () => {
    whole('conv2d, to second order', () =>
      each(convolutionGrid({ every }), (example, index) => {
        const { strides, pad, dilations } = example;
        return expectConvolution(example, (x, w) => tf.conv2d(x, w, strides, pad, 'NHWC', dilations), { second: index % SECOND === 0 });
      }),
    );

    whole('depthwiseConv2d, to second order', () =>
      each(convolutionGrid({ every: Math.ceil(every / 3), outputs: [1, 2] }), (example, index) => {
        const { strides, pad, dilations, filterShape } = example;
        const [rows, columns, channels, multiplier] = filterShape;
        const asGroups: GridCase = { ...example, filterShape: [rows, columns, 1, channels * multiplier] };
        const convolve = (x: Tensor4D, w: Tensor4D): Tensor =>
          tf.depthwiseConv2d(x, tf.reshape(w, filterShape), strides, pad, 'NHWC', dilations);
        return expectConvolution(asGroups, convolve, { groups: channels, second: index % SECOND === 0 });
      }),
    );

    whole('conv2dTranspose', () => each(convolutionGrid({ every: 2 * every }).filter(undilated), transposed));
    whole('fused.conv2d', () => each(convolutionGrid({ every: 2 * every }), fused));
    whole('convolutions in 2 groups', () => each(convolutionGrid({ every: 4 * every }).filter(isNarrow), grouped(2)));
    whole('convolutions in 3 groups', () => each(convolutionGrid({ every: 4 * every }).filter(isNarrow), grouped(3)));
    whole('matMul', () => each(productGrid(Math.ceil(every / 4)), product));
  });
}

const isNarrow = ({ inputShape, filterShape }: GridCase): boolean => inputShape[3] < 64 && filterShape[3] < 64;
