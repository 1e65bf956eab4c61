import { describe, expect, test } from '@jest/globals';
import { frechetDistance } from '../frechet/frechetDistance';
import { readNpy, writeNpy } from './npy';
import { readNpz, readStatistics, writeNpz, writeStatistics } from './statistics';
import { byNumpy, byNumpyCompressed } from '../../tests/numpyFiles';

const mean = Float64Array.of(1, 2);
const covariance = Float64Array.of(2, 0.5, 0.5, 3);

describe('statistics', () => {
  test.each([
    ['numpy.savez', byNumpy],
    ['numpy.savez_compressed', byNumpyCompressed],
    ['ourselves', writeStatistics({ mean, covariance })],
  ])('of %s are read', async (_, bytes) => {
    // At an odd offset: a file is not always aligned.
    const moved = new Uint8Array(bytes.length + 3).subarray(3);
    moved.set(bytes);
    const read = await readStatistics(moved);
    expect(read).toEqual({ mean, covariance });
    expect(frechetDistance(read, { mean, covariance }).distance).toBeCloseTo(0, 12);
  });

  test('come in float32 too, and beside other arrays', async () => {
    const bytes = writeNpz({
      mu: { shape: [1], data: Float32Array.of(0.5) },
      sigma: { shape: [1, 1], data: Float32Array.of(2) },
      count: { shape: [], data: Float64Array.of(7) },
    });
    expect(await readStatistics(bytes)).toEqual({ mean: Float64Array.of(0.5), covariance: Float64Array.of(2) });
    expect([...(await readNpz(bytes)).keys()]).toEqual(['mu', 'sigma', 'count']);
  });

  test.each<[string, Parameters<typeof writeNpz>[0], RegExp]>([
    ['no sigma', { mu: { shape: [1], data: mean.subarray(1) } }, /expected the arrays mu and sigma\. Got mu\. Save them with/],
    ['a mean of rows', { mu: { shape: [1, 2], data: mean }, sigma: { shape: [2, 2], data: covariance } }, /Got \[1, 2\] and \[2, 2\]/],
    ['NaN', { mu: { shape: [2], data: Float64Array.of(0, NaN) }, sigma: { shape: [2, 2], data: covariance } }, /must be finite/],
    ['no symmetry', { mu: { shape: [2], data: mean }, sigma: { shape: [2, 2], data: Float64Array.of(1, 1, 0, 1) } }, /symmetric/],
    ['a variance below 0', { mu: { shape: [1], data: mean.subarray(1) }, sigma: { shape: [1, 1], data: Float64Array.of(-1) } }, /from 0/],
  ])('with %s are refused', async (_, arrays, message) => {
    await expect(readStatistics(writeNpz(arrays))).rejects.toThrow(message);
  });
});

describe('.npy', () => {
  test('round trips, its numbers aligned to 64 bytes', () => {
    for (const shape of [[], [3], [2, 3], [0, 4]]) {
      const count = shape.reduce((product, length) => product * length, 1);
      const array = { shape, data: Float64Array.from({ length: count }, (_, i) => i / 3) };
      const bytes = writeNpy(array);
      expect((bytes.length - 8 * count) % 64).toBe(0);
      expect(readNpy(bytes)).toEqual(array);
    }
  });

  test.each<[string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
    ['another beginning', () => Uint8Array.of(1, 2, 3), /expected a \.npy file\. Got 3 bytes/],
    ['too little', (bytes) => bytes.subarray(0, -1), /\[2\] must have 16 bytes\. Got 15/],
    ['integers', (bytes) => replaced(bytes, '<f8', '<i8'), /float32 or float64\. Got '<i8'/],
    ["Fortran's order", (bytes) => replaced(bytes, 'False', 'True '), /C order/],
    ['no shape', (bytes) => replaced(bytes, 'shape', 'shope'), /must have descr, fortran_order and shape/],
    ['an absurd shape', (bytes) => replaced(bytes, '(2,)', '(9e9'), /must have descr, fortran_order and shape/],
    ['an unknown version', (bytes) => changed(bytes, 6, 9), /version 1 to 3 of the format\. Got 9/],
    ['a header beyond the end', (bytes) => changed(bytes, 9, 255), /a header must be inside the file/],
  ])('with %s is refused', (_, change, message) => {
    expect(() => readNpy(change(writeNpy({ shape: [2], data: mean })))).toThrow(message);
  });
});

const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array => bytes.map((byte, i) => (i === at ? value : byte));

const replaced = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1'));
