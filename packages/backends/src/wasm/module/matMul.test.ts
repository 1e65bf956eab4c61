import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { numbers } from '../../../tests/bothBackends';
import { matMul64 } from '../../../tests/float64';
import { expectNear, guardedHeap, startKernels } from '../../../tests/guardedHeap';
import type { KernelModule } from './kernelModule';
import { matMul, multiply } from './matMul';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;
const size = fc.oneof(fc.constantFrom(1, 3, 4, 5, 8, 13, 64, 130), fc.integer({ min: 1, max: 40 }));

test('every transposition is that of double precision, and writes nowhere else', () => {
  const shapes = fc.record({ rows: size, inner: size, columns: size, transposeA: fc.boolean(), transposeB: fc.boolean() });
  fc.assert(
    fc.property(shapes, fc.integer({ min: 0, max: 1e6 }), (shape, seed) => {
      const { rows, inner, columns } = shape;
      const [a, b] = [floats(rows * inner, seed), floats(inner * columns, seed + 1)];
      const heap = guardedHeap(module);
      const addresses = { a: heap.put(a), b: heap.put(b), output: heap.take(rows * columns * 4) };
      multiply(module, heap.take, shape, addresses);
      expectNear(heap.read(addresses.output, rows * columns), matMul64(a, b, shape));
      heap.finish();
    }),
    { numRuns: 300, seed: 8 },
  );
});

test('batches, of which one operand may be shared', async () => {
  const [a, b] = [floats(2 * 5 * 7, 3), floats(7 * 9, 4)];
  const shape = { rows: 5, inner: 7, columns: 9, transposeA: false, transposeB: true };
  const [left, right] = [tf.tensor(a), tf.tensor(b)];
  const result = tf.engine().makeTensorFromTensorInfo(matMul(module, left, right, { ...shape, batches: 2, sharedB: true }));
  expect(result.shape).toEqual([2, 5, 9]);
  const expected = [matMul64(a.subarray(0, 35), b, shape), matMul64(a.subarray(35), b, shape)].flatMap((part) => [...part]);
  expectNear(await result.data(), Float64Array.from(expected));
  tf.dispose([left, right, result]);
});

test('so many columns that they are packed in several goes', () => {
  const shape = { rows: 5, inner: 3, columns: 8 * 1024 + 11, transposeA: true };
  const [a, b] = [floats(shape.rows * shape.inner, 5), floats(shape.inner * shape.columns, 6)];
  const heap = guardedHeap(module);
  const addresses = { a: heap.put(a), b: heap.put(b), output: heap.take(shape.rows * shape.columns * 4) };
  multiply(module, heap.take, shape, addresses);
  expectNear(heap.read(addresses.output, shape.rows * shape.columns), matMul64(a, b, { ...shape, transposeB: false }));
  heap.finish();
});
