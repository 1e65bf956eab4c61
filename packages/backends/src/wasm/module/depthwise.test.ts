import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { numbers } from '../../../tests/bothBackends';
import { convolutionCases } from '../../../tests/convolutionCases';
import { everyProduct } from '../../../tests/float64';
import { expectNear, guardedHeap, startKernels } from '../../../tests/guardedHeap';
import { convolutionGeometry } from '../convolutionGeometry';
import {
  depthwiseConv2d,
  depthwiseFilterGradient,
  depthwiseFilterGradientAt,
  depthwiseImages,
  depthwiseInputGradient,
  depthwiseInputGradientAt,
} from './depthwise';
import type { KernelModule } from './kernelModule';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;

test('forward and both gradients are those of double precision, and write nowhere else', () => {
  const cases = convolutionCases({ depthwise: true, dilated: true }).filter(({ filterShape }) => filterShape[3] === 1);
  fc.assert(
    fc.property(cases, ({ inputShape, filterShape, outShape, strides, dilations, pad, dimRoundingMode, seed }) => {
      const attributes = { strides, dilations, pad, ...(dimRoundingMode ? { dimRoundingMode } : {}) };
      const geometry = convolutionGeometry(inputShape, filterShape, { dataId: {}, dtype: 'float32', shape: outShape }, attributes, true);
      const [xs, ws, ys] = [inputShape, filterShape, outShape].map((shape) => shape.reduce((a, b) => a * b, 1)) as [number, number, number];
      const [x, w, dy] = [floats(xs, seed), floats(ws, seed + 1), floats(ys, seed + 2)];
      const [y, dx, dw] = [new Float64Array(ys), new Float64Array(xs), new Float64Array(ws)];
      // [h, w, C / groups = 1, K = C] has the numbers of [h, w, C, 1].
      everyProduct(geometry, inputShape[3], (input, filter, output) => {
        y[output]! += x[input]! * w[filter]!;
        dx[input]! += dy[output]! * w[filter]!;
        dw[filter]! += x[input]! * dy[output]!;
      });
      const heap = guardedHeap(module);
      const [xAt, wAt, dyAt] = [heap.put(x), heap.put(w), heap.put(dy)];
      const [yAt, dxAt, dwAt] = [heap.take(ys * 4), heap.take(xs * 4), heap.take(ws * 4)];
      depthwiseImages(module, heap.take, geometry, { input: xAt, filter: wAt, output: yAt });
      depthwiseInputGradientAt(module, heap.take, geometry, { input: dyAt, filter: wAt, output: dxAt });
      depthwiseFilterGradientAt(module, heap.take, geometry, { input: xAt, gradient: dyAt, output: dwAt });
      expectNear(heap.read(yAt, ys), y);
      expectNear(heap.read(dxAt, xs), dx);
      expectNear(heap.read(dwAt, ws), dw);
      heap.finish();
    }),
    { numRuns: 200, seed: 8 },
  );
});

test('tensors in, tensors out', async () => {
  // More channels than are summed at once.
  const x = tf.tensor4d(floats(2 * 5 * 4 * 21, 1), [2, 5, 4, 21]);
  const w = tf.tensor4d(floats(9 * 21, 2), [3, 3, 21, 1]);
  const attributes = { strides: 1, pad: 'same' as const };
  const geometry = convolutionGeometry(x.shape, w.shape, x, attributes, true);
  const made = [
    depthwiseConv2d(module, x, w, geometry),
    depthwiseInputGradient(module, x, w, geometry),
    depthwiseFilterGradient(module, x, x, geometry),
  ].map((result) => tf.engine().makeTensorFromTensorInfo(result));
  expect(made.map(({ shape }) => shape)).toEqual([x.shape, x.shape, w.shape]);
  const stock = tf.depthwiseConv2d(x, w, 1, 'same');
  expectNear(await made[0]!.data(), Float64Array.from(await stock.data()));
  tf.dispose([x, w, stock, ...made]);
});
