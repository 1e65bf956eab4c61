import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '../errors/index';
import { assignNamed, assignVariables, networkTensors, type RawTensor } from './index';

const read = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
const f32 = (shape: number[], ...values: number[]): RawTensor => ({ dtype: 'F32', shape, data: Float32Array.from(values) });

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('assignVariables', () => {
  let kernel: tf.Variable;
  let bias: tf.Variable;
  beforeEach(() => {
    kernel = tf.tidy(() => tf.variable(tf.tensor2d([[1, 2]]), true, 'kernel'));
    bias = tf.tidy(() => tf.variable(tf.tensor1d([3]), true, 'bias'));
    tensorsBefore += 2;
  });
  afterEach(() => {
    tf.dispose([kernel, bias]);
    tensorsBefore -= 2;
  });
  const values = (): number[][] => [read(kernel), read(bias)];
  const assign = (tensors: Parameters<typeof assignVariables>[1], prefix?: string): void =>
    assignVariables([kernel, bias], tensors, { where: 'loading', ...(prefix === undefined ? {} : { prefix }) });

  test('copies tensors, which stay the caller’s', () => {
    const tensors = { kernel: tf.tensor2d([[4, 5]]), bias: tf.tensor1d([6]) };
    assign(tensors);
    expect(values()).toEqual([[4, 5], [6]]);
    expect(read(tensors.kernel)).toEqual([4, 5]);
    tf.dispose(tensors);
    expect(values()).toEqual([[4, 5], [6]]);
  });

  test('copies raw tensors, widening halves', () => {
    assign(
      new Map([
        ['kernel', f32([1, 2], 7, 8)],
        ['bias', { dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00) } as const],
      ]),
    );
    expect(values()).toEqual([[7, 8], [1]]);
  });

  test('with a prefix takes its part of a file and leaves the rest', () => {
    assign(
      new Map([
        ['g/kernel', f32([1, 2], 7, 8)],
        ['g/bias', f32([1], 9)],
        ['d/kernel', f32([5], 0, 0, 0, 0, 0)],
      ]),
      'g/',
    );
    expect(values()).toEqual([[7, 8], [9]]);
    expect(() =>
      assign(
        new Map([
          ['g/kernel', f32([1, 2], 7, 8)],
          ['g/bias', f32([1], 9)],
          ['g/extra', f32([1], 9)],
        ]),
        'g/',
      ),
    ).toThrow(/Unexpected: g\/extra/);
  });

  test('takes the variables themselves, even exchanged', () => {
    const other = tf.tidy(() => tf.variable(tf.tensor1d([30]), true, 'other'));
    assignVariables([bias, other], { bias: other, other: bias }, { where: 'exchange' });
    expect([read(bias), read(other)]).toEqual([[30], [3]]);
    assign({ kernel, bias });
    expect(values()).toEqual([[1, 2], [30]]);
    other.dispose();
  });

  test('lists all that does not fit, and changes nothing', () => {
    const attempts: readonly [Parameters<typeof assignVariables>[1], RegExp][] = [
      [new Map([['kernel', f32([1, 2], 7, 8)]]), /loading: 2 variables .*Missing: bias\. Nothing was changed/],
      [
        new Map([
          ['kernel', f32([1, 2], 7, 8)],
          ['bias', f32([1], 1)],
          ['gamma', f32([1], 1)],
        ]),
        /Unexpected: gamma\./,
      ],
      [
        new Map([
          ['kernel', f32([1, 2], 7, 8)],
          ['bias', f32([2], 1, 2)],
        ]),
        /Mismatched: bias \(expected float32 \[1\], got float32 \[2\]\)/,
      ],
      [
        new Map([
          ['kernel', f32([1, 2], 7, 8)],
          ['bias', { dtype: 'I32', shape: [1], data: Int32Array.of(1) } as const],
        ]),
        /bias \(expected float32 \[1\], got int32 \[1\]\)/,
      ],
      [
        new Map([
          ['kernel', f32([2, 1], 7, 8)],
          ['gamma', f32([1], 1)],
        ]),
        /Missing: bias\. Unexpected: gamma\. Mismatched: kernel/,
      ],
      [
        new Map([
          ['kernel', f32([1, 2], 7, 8)],
          ['bias', { dtype: 'F32', shape: [1], data: new Float32Array(0) } as const],
        ]),
        /shape \[1\] must count/,
      ],
      [{}, /Missing: kernel, bias/],
    ];
    for (const [tensors, message] of attempts) {
      expect(() => assign(tensors)).toThrow(GanError);
      expect(() => assign(tensors)).toThrow(message);
      expect(values()).toEqual([[1, 2], [3]]);
    }
    const gone = tf.tensor1d([1]);
    gone.dispose();
    tf.tidy(() => expect(() => assign({ kernel: tf.tensor2d([[4, 5]]), bias: gone })).toThrow(/bias \(the tensor is disposed\)/));
    expect(values()).toEqual([[1, 2], [3]]);
  });

  test('shortens long lists, and refuses names that stand twice', () => {
    const many = new Map(Array.from({ length: 20 }, (_, i) => [`v${i}`, f32([1], 1)] as const));
    expect(() => assign(many)).toThrow(/v6, v7 and 12 more/);
    expect(() => assignVariables([kernel, kernel], {}, { where: 'loading' })).toThrow(
      /loading: each variable must stand once.*'kernel' twice/,
    );
    expect(() => assignVariables([kernel, { name: 'kernel' } as tf.Variable], {}, { where: 'loading' })).toThrow(
      /two variables named 'kernel'/,
    );
  });

  test('a disposed variable is named', () => {
    const gone = tf.tidy(() => tf.variable(tf.tensor1d([1]), true, 'gone'));
    gone.dispose();
    expect(() => assignNamed(new Map([['gone', gone]]), new Map([['gone', f32([1], 1)]]), { where: 'loading' })).toThrow(
      /gone \(the variable is disposed\)/,
    );
  });

  test('networkTensors names what a file holds of a network', () => {
    const network = { name: 'generator', trainable: [kernel], statistics: [bias] };
    expect(networkTensors(network)).toEqual({ kernel, bias });
    expect(() => networkTensors({ ...network, statistics: [kernel] })).toThrow(/network 'generator'.*'kernel' twice/);
  });
});
