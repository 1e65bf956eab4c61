import { beforeAll, expect, test } from '@jest/globals';
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

const cases = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    size: fc.tuple(fc.integer({ min: 15, max: 30 }), fc.integer({ min: 15, max: 30 })),
    channels: fc.constantFrom(16, 24),
    outputs: fc.constantFrom(16, 24, 40),
    pad: fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.integer({ min: 0, max: 4 })),
    seed: fc.integer({ min: 0, max: 1e6 }),
  })
  .map(({ batch, size, channels, outputs, pad, seed }): { geometry: ConvolutionGeometry; seed: number } => {
    const shape: [number, number, number, number] = [batch, ...size, channels];
    const filterShape: [number, number, number, number] = [3, 3, channels, outputs];
    const { outShape } = tf.backend_util.computeConv2DInfo(shape, filterShape, 1, 1, pad);
    return {
      seed,
      geometry: convolutionGeometry(shape, filterShape, { dataId: {}, dtype: 'float32', shape: outShape }, { strides: 1, pad }),
    };
  });

test('3x3 convolutions and both gradients are those of double precision, and write nowhere else', () => {
  fc.assert(
    fc.property(cases, ({ geometry, seed }) => {
      const { batch, height, width, inputChannels, outputChannels } = geometry;
      const [xSize, wSize] = [batch * height.input * width.input * inputChannels, 9 * inputChannels * outputChannels];
      const ySize = batch * height.output * width.output * outputChannels;
      const [x, w, dy, bias] = [floats(xSize, seed), floats(wSize, seed + 1), floats(ySize, seed + 2), floats(outputChannels, seed + 3)];
      const y = Float64Array.from({ length: ySize }, (_, i) => bias[i % outputChannels]!);
      const [dx, dw] = [new Float64Array(xSize), new Float64Array(wSize)];
      everyProduct(geometry, 1, ({ input, filter, output }) => {
        y[output]! += x[input]! * w[filter]!;
        dx[input]! += dy[output]! * w[filter]!;
        dw[filter]! += x[input]! * dy[output]!;
      });
      const heap = guardedHeap(module);
      const [xAt, wAt, dyAt, biasAt] = [heap.put(x), heap.put(w), heap.put(dy), heap.put(bias)];
      const [yAt, dxAt, dwAt] = [heap.take(ySize * 4), heap.take(xSize * 4), heap.take(wSize * 4)];
      convolveImages(module, heap.take, geometry, { input: xAt, filter: wAt, bias: biasAt, output: yAt });
      convolveInputGradient(module, heap.take, geometry, { input: dyAt, filter: wAt, output: dxAt });
      convolveFilterGradient(module, heap.take, geometry, { input: xAt, gradient: dyAt, output: dwAt });
      expectNear(heap.read(yAt, ySize), y);
      expectNear(heap.read(dxAt, xSize), dx);
      expectNear(heap.read(dwAt, wSize), dw);
      heap.finish();
    }),
    { numRuns: 12, seed: 8 },
  );
});

test('takes what it is faster for', () => {
  const taps = Array.from({ length: 9 }, (_, index) => ({ row: 1 - Math.floor(index / 3), column: 1 - (index % 3), index }));
  const call = { image: 0, imageHeight: 32, imageWidth: 32, channels: 16, outputs: 16, batch: 1, rows: 32, columns: 32, taps };
  expect(forWinograd(call)?.taps[0]).toEqual({ row: -1, column: -1, index: 8 });
  expect(forWinograd({ ...call, strideWidth: 2 })).toBeUndefined();
  expect(forWinograd({ ...call, channels: 20 })).toBeUndefined();
  expect(forWinograd({ ...call, rows: 8 })).toBeUndefined();
  expect(forWinograd({ ...call, taps: taps.map((tap) => ({ ...tap, row: 2 * tap.row })) })).toBeUndefined();
});
