import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { numbers } from '../../../tests/bothBackends';
import { everyProduct } from '../../../tests/float64';
import { expectNear, guardedHeap, startKernels } from '../../../tests/guardedHeap';
import { convolutionGeometry, type ConvolutionGeometry } from '../convolutionGeometry';
import { convolveFilterGradient, convolveImages, convolveInputGradient } from './convolution';
import type { KernelModule } from './kernelModule';
import { forWinograd } from './winograd';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;

/** Filters that fall into squares of taps, whole ones and such with missing taps, and their strides. */
const filters: readonly { filter: [number, number]; strides: number }[] = [
  { filter: [3, 3], strides: 1 },
  { filter: [2, 2], strides: 1 },
  { filter: [2, 3], strides: 1 },
  { filter: [1, 3], strides: 1 },
  { filter: [4, 4], strides: 2 },
  { filter: [6, 6], strides: 2 },
  { filter: [3, 3], strides: 2 },
  { filter: [5, 5], strides: 2 },
  { filter: [3, 4], strides: 2 },
];

/** Rows of a phase of the strides: from few tiles to several blocks of them, ending within a tile or with it. */
const size = fc.integer({ min: 7, max: 24 });

const cases = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    size: fc.tuple(size, size),
    odd: fc.constantFrom(0, 1),
    filter: fc.constantFrom(...filters),
    groups: fc.constantFrom(1, 1, 1, 2),
    channels: fc.constantFrom(8, 16, 24),
    outputs: fc.constantFrom(8, 24, 40),
    pad: fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.integer({ min: 0, max: 4 })),
    seed: fc.integer({ min: 0, max: 1e6 }),
  })
  .map(({ batch, size: [height, width], odd, filter: { filter, strides }, groups, channels, outputs, pad, seed }) => {
    const shape: [number, number, number, number] = [batch, height * strides + odd, width * strides, channels * groups];
    const filterShape: [number, number, number, number] = [...filter, channels * groups, outputs * groups];
    const { outShape } = tf.backend_util.computeConv2DInfo(shape, filterShape, strides, 1, pad);
    const dy = { dataId: {}, dtype: 'float32' as const, shape: outShape };
    return { groups, seed, geometry: convolutionGeometry(shape, filterShape, dy, { strides, pad }) };
  });

test('convolutions by squares of taps and both gradients are those of double precision, and write nowhere else', () => {
  fc.assert(
    fc.property(cases, ({ geometry, groups, seed }) => {
      const { batch, height, width, inputChannels, outputChannels } = geometry;
      const xSize = batch * height.input * width.input * inputChannels;
      const wSize = (height.filter * width.filter * inputChannels * outputChannels) / groups;
      const ySize = batch * height.output * width.output * outputChannels;
      const [x, w, dy, bias] = [floats(xSize, seed), floats(wSize, seed + 1), floats(ySize, seed + 2), floats(outputChannels, seed + 3)];
      const y = Float64Array.from({ length: ySize }, (_, i) => bias[i % outputChannels]!);
      const [dx, dw] = [new Float64Array(xSize), new Float64Array(wSize)];
      everyProduct(geometry, groups, (input, filter, output) => {
        y[output]! += x[input]! * w[filter]!;
        dx[input]! += dy[output]! * w[filter]!;
        dw[filter]! += x[input]! * dy[output]!;
      });
      const heap = guardedHeap(module);
      const [xAt, wAt, dyAt, biasAt] = [heap.put(x), heap.put(w), heap.put(dy), heap.put(bias)];
      const [yAt, dxAt, dwAt] = [heap.take(ySize * 4), heap.take(xSize * 4), heap.take(wSize * 4)];
      convolveImages(module, heap.take, geometry, { input: xAt, filter: wAt, bias: biasAt, output: yAt, groups });
      convolveInputGradient(module, heap.take, geometry, { input: dyAt, filter: wAt, output: dxAt, groups });
      convolveFilterGradient(module, heap.take, geometry, { input: xAt, gradient: dyAt, output: dwAt, groups });
      expectNear(heap.read(yAt, ySize), y);
      expectNear(heap.read(dxAt, xSize), dx);
      expectNear(heap.read(dwAt, wSize), dw);
      heap.finish();
    }),
    { numRuns: 30, seed: 8 },
  );
});

describe('what it takes', () => {
  const taps = Array.from({ length: 9 }, (_, index) => ({ row: 1 - Math.floor(index / 3), column: 1 - (index % 3), index }));
  const call = { image: 0, imageHeight: 32, imageWidth: 32, channels: 16, outputs: 16, batch: 1, rows: 32, columns: 32, taps };

  test('one square, whatever the order of its taps', () => {
    const found = forWinograd(call);
    expect(found).toMatchObject({ side: 3, count: 1 });
    expect(found?.taps.map(({ index }) => index)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(forWinograd(call)).toBe(found);
  });

  test('with strides, a square for each phase of the image', () => {
    const sixteen = Array.from({ length: 16 }, (_, index) => ({ row: Math.floor(index / 4) - 1, column: (index % 4) - 1, index }));
    const found = forWinograd({ ...call, taps: sixteen, strideHeight: 2, strideWidth: 2 });
    expect(found).toMatchObject({ side: 2, count: 4 });
    expect(found?.taps.map(({ index }) => index)).toEqual([5, 7, 13, 15, 4, 6, 12, 14, 1, 3, 9, 11, 0, 2, 8, 10]);
  });

  test('squares that lack their last row or column, side by side with those that have them', () => {
    const found = forWinograd({ ...call, channels: 64, outputs: 64, strideHeight: 2, strideWidth: 2 });
    expect(found).toMatchObject({ side: 2, count: 4, products: 20 + 25 + 20 + 16 });
    expect(found?.taps.map(({ index }) => index)).toEqual([5, 3, -1, -1, 8, 6, 2, 0, 7, -1, 1, -1, 4, -1, -1, -1]);
  });

  test('nothing else', () => {
    expect(forWinograd({ ...call, taps: [{ row: 0, column: 0, index: 0 }] })).toBeUndefined();
    expect(forWinograd({ ...call, strideHeight: 3, strideWidth: 3 })).toBeUndefined();
    expect(forWinograd({ ...call, channels: 20 })).toBeUndefined();
    expect(forWinograd({ ...call, outputs: 12 })).toBeUndefined();
    expect(forWinograd({ ...call, rows: 1 })).toBeUndefined();
    expect(forWinograd({ ...call, taps: taps.map((tap) => ({ ...tap, row: 2 * tap.row })) })).toBeUndefined();
    expect(forWinograd({ ...call, taps: taps.slice(0, 4) })).toBeUndefined();
  });
});

test('many weights are transformed in groups, to the same results', () => {
  const [channels, outputs] = [512, 224];
  const geometryTo = (count: number): ConvolutionGeometry => {
    const dy = { dataId: {}, dtype: 'float32' as const, shape: [1, 20, 20, count] };
    return convolutionGeometry([1, 20, 20, channels], [3, 3, channels, count], dy, { strides: 1, pad: 'same' });
  };
  const columns = (values: Float32Array, from: number, to: number): Float32Array =>
    values.filter((_, i) => i % outputs >= from && i % outputs < to);
  const run = (w: Float32Array, dy: Float32Array, count: number): Record<'y' | 'dw', Float32Array> => {
    const heap = guardedHeap(module);
    const [input, filter, gradient] = [heap.put(x), heap.put(w), heap.put(dy)];
    const [output, dw] = [heap.take(400 * count * 4), heap.take(w.length * 4)];
    convolveImages(module, heap.take, geometryTo(count), { input, filter, output });
    convolveFilterGradient(module, heap.take, geometryTo(count), { input, gradient, output: dw });
    const results = { y: heap.read(output, 400 * count), dw: heap.read(dw, w.length) };
    heap.finish();
    return results;
  };
  const [x, w, dy] = [floats(400 * channels, 1), floats(9 * channels * outputs, 2), floats(400 * outputs, 3)];
  const whole = run(w, dy, outputs);
  for (const from of [0, outputs / 2]) {
    const to = from + outputs / 2;
    const half = run(columns(w, from, to), columns(dy, from, to), outputs / 2);
    expect(Buffer.compare(Buffer.from(half.y.buffer), Buffer.from(columns(whole.y, from, to).buffer))).toBe(0);
    expect(Buffer.compare(Buffer.from(half.dw.buffer), Buffer.from(columns(whole.dw, from, to).buffer))).toBe(0);
  }
});

test('what is not finite reaches its tile, and no other', () => {
  const shape: [number, number, number, number] = [1, 16, 16, 16];
  const geometry = convolutionGeometry(shape, [3, 3, 16, 16], { dataId: {}, dtype: 'float32', shape }, { strides: 1, pad: 'same' });
  const [x, w] = [floats(4096, 1), floats(2304, 2)];
  x[(5 * 16 + 6) * 16 + 3] = Infinity;
  const heap = guardedHeap(module);
  const [input, filter, output] = [heap.put(x), heap.put(w), heap.take(4096 * 4)];
  convolveImages(module, heap.take, geometry, { input, filter, output });
  const isInTile = (pixel: number): boolean => pixel >= 4 && pixel < 8;
  heap.read(output, 4096).forEach((value, i) => {
    const [row, column] = [Math.floor(i / 256), Math.floor(i / 16) % 16];
    expect(Number.isFinite(value)).toBe(!(isInTile(row) && isInTile(column)));
  });
  heap.finish();
});
