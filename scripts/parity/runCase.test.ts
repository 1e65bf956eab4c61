import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import { parseManifest } from '@ganblocks/core/testing';
import type { GoldenTensor, Goldens } from '@ganblocks/core/testing';
import type { Family } from './family';
import { runCase } from './runCase';

/** y = k·x, with all that the critic stores of it, by the closed form in float64. */
function scaledCase({ n = 2, size = 3, k = 0.7 } = {}) {
  const numbers = (count: number, seed: number): number[] => Array.from({ length: count }, (_, i) => Math.fround(Math.sin(seed + 1.7 * i)));
  const [x, cot, head] = [numbers(n * size, 1), numbers(n * size, 2), numbers(size, 3)];
  const tanh = x.map((value) => Math.tanh(k * value));
  const slope = tanh.map((t) => 1 - t * t);
  const h = (i: number): number => head[i % size] ?? 0;
  const g = slope.map((s, i) => h(i) * k * s);
  const dg = slope.map((s, i) => h(i) * k * k * -2 * (tanh[i] ?? 0) * s);
  const rows = Array.from({ length: n }, (_, row) => Array.from({ length: size }, (__, j) => row * size + j));
  const sumOver = (row: number[], f: (i: number) => number): number => row.reduce((sum, i) => sum + f(i), 0);
  const norms = rows.map((row) => Math.sqrt(sumOver(row, (i) => (g[i] ?? 0) ** 2)));
  const dr1 = g.map((value) => value / n);
  const dwgan = g.map((value, i) => ((2 / n) * ((norms[Math.floor(i / size)] ?? 1) - 1) * value) / (norms[Math.floor(i / size)] ?? 1));
  const perHead = (d: number[]): number[] =>
    Array.from({ length: size }, (_, j) => rows.reduce((sum, row) => sum + (d[row[j] ?? 0] ?? 0) * k * (slope[row[j] ?? 0] ?? 0), 0));
  const tensors: Record<string, { shape: number[]; data: number[]; meaning?: string }> = {
    x: { shape: [n, size], data: x, meaning: 'input. ' },
    cot_y: { shape: [n, size], data: cot },
    y: { shape: [n, size], data: x.map((value) => k * value) },
    grad_x: { shape: [n, size], data: cot.map((value) => k * value) },
    gp_head_w: { shape: [size], data: head },
    gp_D: { shape: [n], data: rows.map((row) => sumOver(row, (i) => h(i) * (tanh[i] ?? 0))) },
    gp_grad_x: { shape: [n, size], data: g },
    gp_norm: { shape: [n], data: norms },
    gp_wgan: { shape: [], data: [norms.reduce((sum, norm) => sum + (norm - 1) ** 2, 0) / n] },
    gp_r1: { shape: [], data: [norms.reduce((sum, norm) => sum + norm ** 2, 0) / (2 * n)] },
    gp_wgan_grad_x: { shape: [n, size], data: dwgan.map((d, i) => d * (dg[i] ?? 0)) },
    gp_wgan_grad_gp_head_w: { shape: [size], data: perHead(dwgan) },
    gp_r1_grad_x: { shape: [n, size], data: dr1.map((d, i) => d * (dg[i] ?? 0)) },
    gp_r1_grad_gp_head_w: { shape: [size], data: perHead(dr1) },
  };
  return { k, tensors };
}

type Tensors = ReturnType<typeof scaledCase>['tensors'];

/** One case in memory, no file. */
function goldensOf(name: string, tensors: Tensors, changes: object = {}): Goldens {
  const entries = Object.entries(tensors);
  const described = {
    name,
    hyperparameters: { k: 0.7 },
    derivative_order: 2,
    gradient_penalty: { wrt: 'x', pre_scale: false },
    tolerance: { rtol: 1e-5, atol: 1e-6 },
    tensors: Object.fromEntries(entries.map(([tensor, { shape, meaning = '' }]) => [tensor, { shape, dtype: 'F32', meaning }])),
    ...changes,
  };
  const stored = new Map(
    entries.map(([tensor, { shape, data }]): [string, GoldenTensor] => [tensor, { shape, dtype: 'F32', data: new Float32Array(data) }]),
  );
  return { cases: parseManifest({ cases: [described] }), tensors: async () => stored };
}

const scaling: Family = {
  pattern: /^layer-scaled/,
  outputs: (input, golden) => ({ y: tf.mul(input('x'), Number(golden.hyperparameters['k'])) }),
};

const run = (goldens: Goldens, family: Family = scaling) => runCase(goldens.cases[0]!, goldens, [family]);

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

let before = 0;
beforeAll(() => {
  before = tf.memory().numTensors;
});
afterAll(() => expect(tf.memory().numTensors).toBe(before));

describe('runCase', () => {
  test('agrees with the closed form of values, first and second derivatives', async () => {
    expect(await run(goldensOf('layer-scaled', scaledCase().tensors))).toMatchObject({ status: 'ok', order: 2 });
  });

  test('other shapes and hyperparameters of the family run unchanged', async () => {
    const other = goldensOf('layer-scaled-wide', scaledCase({ n: 3, size: 5, k: 0.31 }).tensors, { hyperparameters: { k: 0.31 } });
    expect(await run(other)).toMatchObject({ status: 'ok' });
  });

  test('scales the input per channel first where the case says so', async () => {
    const { tensors } = scaledCase({ k: 0.5 });
    const scaled: Tensors = { ...tensors, gp_pre_w: { shape: [3], data: [0.5, 0.5, 0.5] } };
    delete scaled['grad_x'];
    delete scaled['cot_y'];
    scaled['y'] = tensors['x']!;
    const plain = goldensOf(
      'layer-scaled',
      { ...scaled, x: tensors['x']! },
      { hyperparameters: { k: 1 }, gradient_penalty: { wrt: 'x', pre_scale: true } },
    );
    expect(await run(plain)).toMatchObject({ status: 'ok', order: 2 });
  });

  test('one number of any tensor off by 1 % fails the case', async () => {
    const { tensors } = scaledCase();
    for (const name of Object.keys(tensors)) {
      const data = [...tensors[name]!.data];
      const largest = data.reduce((best, value, i) => (Math.abs(value) > Math.abs(data[best] ?? 0) ? i : best), 0);
      data[largest] = (data[largest] ?? 0) * 1.01;
      const { status } = await run(goldensOf('layer-scaled', { ...tensors, [name]: { ...tensors[name]!, data } }));
      expect([name, status]).toEqual([name, 'FAIL']);
    }
  });

  test('no family is MISSING', async () => {
    expect(await run(goldensOf('layer-unknown', scaledCase().tensors))).toMatchObject({ status: 'MISSING' });
  });

  test('a stored tensor that is neither used nor computed is not covered', async () => {
    const { tensors } = scaledCase();
    const more = {
      ...tensors,
      w: { shape: [1], data: [1], meaning: 'input. ' },
      z: { shape: [1], data: [1] },
      cot_z: { shape: [1], data: [1] },
    };
    expect(await run(goldensOf('layer-scaled', more))).toMatchObject({ status: 'FAIL', reason: 'not covered: w, z, cot_z' });
  });

  test('penalties without an entry in the manifest are not covered', async () => {
    const result = await run(goldensOf('layer-scaled', scaledCase().tensors, { gradient_penalty: undefined }));
    expect(result).toMatchObject({ status: 'FAIL' });
    expect(result.reason).toMatch(/^not covered: gp_head_w, gp_D/);
  });

  test('a case that stores nothing to compare fails', async () => {
    const onlyInput = { x: scaledCase().tensors['x']! };
    const result = await run(goldensOf('layer-scaled', onlyInput, { gradient_penalty: undefined }));
    expect(result).toMatchObject({ status: 'FAIL', reason: 'nothing to compare: no stored tensor is computed' });
  });

  test('an absent input, a throwing family and an unreadable file are reasons, not crashes', async () => {
    const { x, ...rest } = scaledCase().tensors;
    expect((await run(goldensOf('layer-scaled', { ...rest, z: x! }))).reason).toMatch(/"x" is needed/);
    const throwing: Family = {
      pattern: /./,
      outputs: () => {
        throw new Error('broken\nstack');
      },
    };
    expect(await run(goldensOf('layer-scaled', scaledCase().tensors), throwing)).toMatchObject({ status: 'FAIL', reason: 'broken' });
    const unreadable: Goldens = { ...goldensOf('layer-scaled', scaledCase().tensors), tensors: () => Promise.reject(new Error('gone')) };
    expect(await run(unreadable)).toMatchObject({ status: 'FAIL', reason: 'gone' });
  });

  test('an output of another shape than the stored one fails', async () => {
    const flat: Family = { pattern: /./, outputs: (input) => ({ y: tf.reshape(tf.mul(input('x'), 0.7), [-1]) }) };
    const { x, y } = scaledCase().tensors;
    const result = await run(goldensOf('layer-scaled', { x: x!, y: y! }, { gradient_penalty: undefined, derivative_order: 0 }), flat);
    expect(result).toMatchObject({ status: 'FAIL', order: 0 });
    expect(result.reason).toMatch(/y has shape \[6\], stored is \[2,3\]/);
  });

  test('gradients of several losses, each by its own inputs', async () => {
    const losses: Family = {
      pattern: /./,
      outputs: (input) => ({ sum: tf.sum(tf.mul(input('a'), input('b'))), squares: tf.sum(tf.square(input('a'))) }),
    };
    const tensors: Tensors = {
      a: { shape: [2], data: [1, 2], meaning: 'input. ' },
      b: { shape: [2], data: [3, 5], meaning: 'input. ' },
      sum: { shape: [], data: [13] },
      squares: { shape: [], data: [5] },
      grad_sum__a: { shape: [2], data: [3, 5] },
      grad_sum__b: { shape: [2], data: [1, 2] },
      grad_squares__a: { shape: [2], data: [2, 4] },
    };
    const changes = { gradient_penalty: undefined, derivative_order: 1 };
    expect(await run(goldensOf('loss-toy', tensors, changes), losses)).toMatchObject({ status: 'ok', order: 1, worst: { ratio: 0 } });
  });

  test('all outputs with a cotangent count in one gradient', async () => {
    const both: Family = { pattern: /./, outputs: (input) => ({ y: tf.mul(input('x'), 2), z: tf.mul(input('x'), 3), unused: input('x') }) };
    const one = (value: number, meaning = '') => ({ shape: [1], data: [value], meaning });
    const tensors = { x: one(1, 'input. '), y: one(2), z: one(3), cot_y: one(10), cot_z: one(100), grad_x: one(320) };
    expect(await run(goldensOf('layer-two', tensors, { gradient_penalty: undefined }), both)).toMatchObject({ status: 'ok' });
  });

  test('values of a family of its own means are compared in float64', async () => {
    const own: Family = {
      pattern: /./,
      values: async (stored) => ({ y: { shape: [1], data: [Number(stored('x').data[0]) + 1 + 1e-12] } }),
    };
    const tensors = { x: { shape: [1], data: [1], meaning: 'input. ' }, y: { shape: [1], data: [2] } };
    const exact = { gradient_penalty: undefined, derivative_order: 0, tolerance: { rtol: 0, atol: 1e-13 } };
    expect(await run(goldensOf('metric-toy', tensors, exact), own)).toMatchObject({ status: 'FAIL' });
    expect(await run(goldensOf('metric-toy', tensors, { ...exact, tolerance: { rtol: 0, atol: 1e-11 } }), own)).toMatchObject({
      status: 'ok',
    });
  });
});
