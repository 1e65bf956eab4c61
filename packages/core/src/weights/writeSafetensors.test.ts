import { describe, expect, test } from '@jest/globals';
import { writeSafetensors, type RawTensor } from './index';

const f32 = (shape: number[], ...values: number[]): RawTensor => ({ dtype: 'F32', shape, data: Float32Array.from(values) });

describe('writeSafetensors', () => {
  test('gives the same bytes in any order of the tensors: wide elements first, then by name, the header padded to 8 bytes', () => {
    const wide: RawTensor = { dtype: 'I64', shape: [1], data: BigInt64Array.of(-1n) };
    const small: RawTensor = { dtype: 'U8', shape: [3], data: Uint8Array.of(1, 2, 3) };
    const bytes = writeSafetensors(new Map(Object.entries({ b: small, a: f32([], 1), z: wide, c: f32([1], 2) })), { y: '2', x: '1' });
    expect(writeSafetensors(new Map(Object.entries({ z: wide, c: f32([1], 2), a: f32([], 1), b: small })), { x: '1', y: '2' })).toEqual(
      bytes,
    );
    const header =
      '{"__metadata__":{"x":"1","y":"2"},"z":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[],"data_offsets":[8,12]},' +
      '"c":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},"b":{"dtype":"U8","shape":[3],"data_offsets":[16,19]}}';
    const length = Math.ceil(header.length / 8) * 8;
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(BigInt(length));
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + length))).toBe(header.padEnd(length));
    expect([...bytes.subarray(8 + length)]).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 128, 63, 0, 0, 0, 64, 1, 2, 3]);
  });

  test('refuses what it could not read back', () => {
    const write = (name: string, tensor: unknown, notes: unknown = {}) =>
      expect(() => writeSafetensors(new Map([[name, tensor as RawTensor]]), notes as Record<string, string>));
    write('__metadata__', f32([], 1)).toThrow(/reserved/);
    write('w', { dtype: 'F8', shape: [], data: Uint8Array.of(1) }).toThrow(/tensor "w": dtype must be one of BOOL, U8/);
    write('w', { dtype: 'toString', shape: [], data: Uint8Array.of(1) }).toThrow(/dtype/);
    write('w', { dtype: 'F32', shape: [1], data: [1] }).toThrow(/data of F32 must be \[object Float32Array\]/);
    write('w', { dtype: 'F32', shape: [1], data: Int32Array.of(1) }).toThrow(/Int32Array/);
    write('w', { dtype: 'F32', shape: [2], data: Float32Array.of(1) }).toThrow(/shape \[2\] must count the numbers in data. Got 1/);
    write('w', { dtype: 'F32', shape: [-1, -1], data: Float32Array.of(1) }).toThrow(/shape/);
    write('w', f32([], 1), { step: 3 }).toThrow(/metadata "step" must be a string. Got 3/);
  });
});
