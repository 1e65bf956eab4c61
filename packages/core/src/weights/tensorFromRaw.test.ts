import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '../errors/index';
import { rawFromTensor, readSafetensors, tensorFromRaw, widenToFloat32, writeSafetensors, type RawTensor } from './index';

const read = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
const f32 = (shape: number[], ...values: number[]): RawTensor => ({ dtype: 'F32', shape, data: Float32Array.from(values) });

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('widenToFloat32', () => {
  const widen = (dtype: 'F16' | 'BF16', ...bits: number[]): number[] => [
    ...widenToFloat32({ dtype, shape: [bits.length], data: Uint16Array.from(bits) }),
  ];

  test('half precision: one, negative, fraction, largest, subnormal, zeros, infinities, NaN', () => {
    const bits = [0x3c00, 0xc000, 0x3555, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x0000, 0x8000, 0x7c00, 0xfc00, 0x7e00];
    expect(widen('F16', ...bits)).toEqual([
      1,
      -2,
      0.333251953125,
      65504,
      2 ** -24,
      1023 * 2 ** -24,
      2 ** -14,
      0,
      -0,
      Infinity,
      -Infinity,
      NaN,
    ]);
  });

  test('bfloat16 is the upper half of float32', () => {
    expect(widen('BF16', 0x3f80, 0xc000, 0x3eab, 0x0001, 0x8000, 0x7f80, 0x7fc0)).toEqual([
      1,
      -2,
      0.333984375,
      Math.fround(2 ** -133),
      -0,
      Infinity,
      NaN,
    ]);
  });

  test('other dtypes are refused', () => expect(() => widenToFloat32(f32([1], 1))).toThrow(GanError));
});

describe('tensorFromRaw', () => {
  test('gives float32, int32 or bool', () => {
    const raws: readonly [RawTensor, string, number[]][] = [
      [f32([2], 1.5, -2), 'float32', [1.5, -2]],
      [{ dtype: 'F64', shape: [1], data: Float64Array.of(0.1) }, 'float32', [Math.fround(0.1)]],
      [{ dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00) }, 'float32', [1]],
      [{ dtype: 'BF16', shape: [1], data: Uint16Array.of(0x3f80) }, 'float32', [1]],
      [{ dtype: 'I32', shape: [1], data: Int32Array.of(-7) }, 'int32', [-7]],
      [{ dtype: 'U8', shape: [1], data: Uint8Array.of(255) }, 'int32', [255]],
      [{ dtype: 'I8', shape: [1], data: Int8Array.of(-128) }, 'int32', [-128]],
      [{ dtype: 'U16', shape: [1], data: Uint16Array.of(65535) }, 'int32', [65535]],
      [{ dtype: 'I16', shape: [1], data: Int16Array.of(-32768) }, 'int32', [-32768]],
      [{ dtype: 'U32', shape: [1], data: Uint32Array.of(9) }, 'int32', [9]],
      [{ dtype: 'I64', shape: [2], data: BigInt64Array.of(-5n, 2n ** 31n - 1n) }, 'int32', [-5, 2 ** 31 - 1]],
      [{ dtype: 'U64', shape: [1], data: BigUint64Array.of(5n) }, 'int32', [5]],
      [{ dtype: 'BOOL', shape: [3], data: Uint8Array.of(0, 1, 7) }, 'bool', [0, 1, 1]],
    ];
    for (const [raw, dtype, values] of raws) {
      const tensor = tensorFromRaw(raw);
      expect([tensor.dtype, tensor.shape, read(tensor)]).toEqual([dtype, raw.shape, values]);
      tensor.dispose();
    }
  });

  test('copies: the file may change afterwards', () => {
    const raw = f32([1], 1);
    const tensor = tensorFromRaw(raw);
    raw.data[0] = 9;
    expect(read(tensor)).toEqual([1]);
    tensor.dispose();
  });

  test('refuses integers beyond int32, and data that do not fill the shape', () => {
    expect(() => tensorFromRaw({ dtype: 'I64', shape: [2], data: BigInt64Array.of(0n, 2n ** 31n) })).toThrow(
      /I64 values must fit int32. Got 2147483648 at index 1/,
    );
    expect(() => tensorFromRaw({ dtype: 'U32', shape: [1], data: Uint32Array.of(2 ** 31) })).toThrow(/int32/);
    expect(() => tensorFromRaw(f32([3], 1, 2))).toThrow(/shape \[3\] must count the numbers in data. Got 2/);
  });

  test('rawFromTensor gives it back through a file', async () => {
    const tensors = [tf.tensor2d([[0.1, NaN]]), tf.scalar(3, 'int32'), tf.tensor1d([true, false], 'bool'), tf.zeros([0, 2])];
    const raws = await Promise.all(tensors.map(rawFromTensor));
    const file = readSafetensors(writeSafetensors(new Map(raws.map((raw, i) => [String(i), raw]))));
    tensors.forEach((tensor, i) => {
      const again = tensorFromRaw(file.tensors.get(String(i)) ?? f32([]));
      expect([again.dtype, again.shape, read(again)]).toEqual([tensor.dtype, tensor.shape, read(tensor)]);
      tf.dispose([tensor, again]);
    });
    const complex = tf.tidy(() => tf.complex([1], [2]));
    await expect(rawFromTensor(complex)).rejects.toThrow(/complex64/);
    complex.dispose();
  });
});
