import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { numbers } from '../../../tests/bothBackends';
import { expectNear, guardedHeap, startKernels } from '../../../tests/guardedHeap';
import type { KernelModule } from './kernelModule';
import { segmentSum, transposeMatrices } from './moves';
import { filterAxis, filteredLength, upfirdn2d } from './upfirdn';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;
const upTo = (from: number, to: number): fc.Arbitrary<number> => fc.integer({ min: from, max: to });

test('transposes matrices of all sizes', () => {
  fc.assert(
    fc.property(upTo(1, 3), upTo(1, 13), upTo(1, 13), (batches, rows, columns) => {
      const x = floats(batches * rows * columns, rows);
      const heap = guardedHeap(module);
      const [from, to] = [heap.put(x), heap.take(x.length * 4)];
      module.kernels.transpose(from, batches, rows, columns, to);
      const y = heap.read(to, x.length);
      x.forEach((value, i) => {
        const [batch, row, column] = [Math.floor(i / rows / columns), Math.floor(i / columns) % rows, i % columns];
        expect(y[(batch * columns + column) * rows + row]).toBe(value);
      });
      heap.finish();
    }),
    { numRuns: 200, seed: 8 },
  );
});

test('pads rows, and writes 12 bytes beyond them at most', () => {
  fc.assert(
    fc.property(upTo(1, 4), upTo(1, 9), upTo(0, 9), upTo(0, 9), (rows, length, before, after) => {
      const x = floats(rows * length, length);
      const width = before + length + after;
      const heap = guardedHeap(module);
      const [from, to] = [heap.put(x), heap.take((rows * width + 3) * 4)];
      module.kernels.padRows(from, rows, length, before, after, to);
      const y = heap.read(to, rows * width);
      const expected = Array.from({ length: rows }, (_, row) => [
        ...new Float32Array(before),
        ...x.subarray(row * length, (row + 1) * length),
        ...new Float32Array(after),
      ]);
      expect([...y]).toEqual(expected.flat());
      heap.finish();
    }),
    { numRuns: 200, seed: 8 },
  );
});

test('sums rows by segments, and leaves out those that do not exist', () => {
  fc.assert(
    fc.property(fc.array(upTo(-1, 6), { minLength: 1, maxLength: 20 }), upTo(1, 9), (ids, width) => {
      const x = floats(ids.length * width, width);
      const expected = new Float64Array(5 * width);
      ids.forEach((id, row) => {
        if (id >= 0 && id < 5) for (let c = 0; c < width; c++) expected[id * width + c]! += x[row * width + c]!;
      });
      const heap = guardedHeap(module);
      const [from, idsAt, to] = [heap.put(x), heap.putIntegers(ids), heap.take(5 * width * 4)];
      module.kernels.segmentSum(from, idsAt, ids.length, width, 5, to);
      expectNear(heap.read(to, 5 * width), expected);
      heap.finish();
    }),
    { numRuns: 200, seed: 8 },
  );
});

test('upsamples, filters and downsamples an axis', () => {
  const filters = fc.record({
    taps: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 7 }),
    up: upTo(1, 3),
    down: upTo(1, 3),
    before: upTo(-3, 6),
    after: upTo(-3, 6),
  });
  fc.assert(
    fc.property(filters, upTo(1, 3), upTo(1, 9), fc.oneof(upTo(1, 9), upTo(16, 40)), (filter, outer, length, inner) => {
      const results = filteredLength(length, filter);
      if (results < 1) return;
      const x = floats(outer * length * inner, length);
      const expected = new Float64Array(outer * results * inner);
      for (let o = 0; o < outer; o++) {
        for (let r = 0; r < results; r++) {
          filter.taps.forEach((tap, t) => {
            const at = r * filter.down + t - filter.before;
            if (at < 0 || at >= length * filter.up || at % filter.up !== 0) return;
            for (let i = 0; i < inner; i++) expected[(o * results + r) * inner + i]! += tap * x[(o * length + at / filter.up) * inner + i]!;
          });
        }
      }
      const heap = guardedHeap(module);
      const [from, to] = [heap.put(x), heap.take(expected.length * 4)];
      filterAxis(module, heap.take, from, to, { outer, length, inner }, filter);
      expectNear(heap.read(to, expected.length), expected);
      heap.finish();
    }),
    { numRuns: 500, seed: 8 },
  );
});

test('tensors in, tensors out', async () => {
  const made = (result: tf.TensorInfo): tf.Tensor => tf.engine().makeTensorFromTensorInfo(result);
  const x = tf.tensor4d(floats(2 * 5 * 6 * 3, 1), [2, 5, 6, 3]);
  const turned = made(transposeMatrices(module, x, 2, 5, 18));
  expect(await turned.data()).toEqual(await tf.transpose(tf.reshape(x, [2, 5, 18]), [0, 2, 1]).data());

  const [rows, ids] = [tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]), tf.tensor1d([2, 0, 2], 'int32')];
  const sums = made(segmentSum(module, rows, ids, 3));
  expect([sums.shape, ...(await sums.data())]).toEqual([[3, 2], 3, 4, 0, 0, 6, 8]);

  const axis = { taps: [1, 3, 3, 1], up: 1, down: 2, before: 1, after: 1 };
  const filtered = made(upfirdn2d(module, x, axis, axis));
  const filter = tf.outerProduct([1, 3, 3, 1], [1, 3, 3, 1]);
  const stock = tf.depthwiseConv2d(
    tf.pad(x, [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ]),
    tf.tile<tf.Tensor4D>(tf.reshape(filter, [4, 4, 1, 1]), [1, 1, 3, 1]),
    2,
    'valid',
  );
  expect(filtered.shape).toEqual(stock.shape);
  expectNear(await filtered.data(), Float64Array.from(await stock.data()));
});
