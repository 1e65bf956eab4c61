import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { numbers } from '../../../tests/bothBackends';
import { everyProduct } from '../../../tests/float64';
import { expectNear, guardedHeap, startKernels } from '../../../tests/guardedHeap';
import { convolutionGeometry, type ConvolutionAttributes, type ConvolutionGeometry } from '../convolutionGeometry';
import {
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  convolveFilterGradient,
  convolveImages,
  convolveInputGradient,
} from './convolution';
import type { KernelModule } from './kernelModule';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const sizes = (...values: number[]): fc.Arbitrary<number> => fc.constantFrom(...values);
const upTo = (from: number, to: number): fc.Arbitrary<number> => fc.integer({ min: from, max: to });
const padding: fc.Arbitrary<ConvolutionAttributes['pad']> = fc.oneof(
  fc.constantFrom('same' as const, 'valid' as const),
  fc.tuple(upTo(0, 3), upTo(0, 3), upTo(0, 3), upTo(0, 3)).map(([a, b, c, d]): tf.backend_util.ExplicitPadding => [
    [0, 0],
    [a, b],
    [c, d],
    [0, 0],
  ]),
);

/** Shapes that the kernels tell apart: few channels, whole and broken panels, groups. */
const cases = fc
  .record({
    batch: upTo(1, 3),
    size: fc.tuple(upTo(1, 9), upTo(1, 9)),
    filter: fc.tuple(upTo(1, 5), upTo(1, 5)),
    groups: sizes(1, 1, 1, 2, 3),
    channels: sizes(1, 3, 4, 5, 8, 13, 64),
    outputs: sizes(1, 3, 4, 5, 8, 13, 64),
    strides: fc.tuple(upTo(1, 3), upTo(1, 3)),
    dilations: fc.tuple(sizes(1, 1, 2), sizes(1, 1, 2)),
    pad: padding,
    seed: upTo(0, 1e6),
  })
  .filter(({ groups, channels, outputs }) => groups === 1 || channels + outputs < 30)
  .map(({ batch, size, filter, groups, channels, outputs, strides, dilations, pad, seed }) => {
    const filterShape: [number, number, number, number] = [...filter, channels * groups, outputs * groups];
    const shape: [number, number, number, number] = [batch, ...size, channels * groups];
    const { outShape } = tf.backend_util.computeConv2DInfo(shape, filterShape, strides, dilations, pad);
    const dy = { dataId: {}, dtype: 'float32' as const, shape: outShape };
    return { groups, seed, outShape, geometry: convolutionGeometry(shape, filterShape, dy, { strides, dilations, pad }) };
  })
  .filter(({ outShape }) => outShape.every((size) => size > 0));

const sizesOf = (
  { batch, inputChannels, outputChannels, height, width }: ConvolutionGeometry,
  groups: number,
): Record<'x' | 'w' | 'y', number> => ({
  x: batch * height.input * width.input * inputChannels,
  w: (height.filter * width.filter * inputChannels * outputChannels) / groups,
  y: batch * height.output * width.output * outputChannels,
});

const fuzz = (check: (given: { geometry: ConvolutionGeometry; groups: number; seed: number }) => void): void =>
  fc.assert(fc.property(cases, check), { numRuns: 250, seed: 8 });

const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;

describe('convolutions are those of double precision, and write nowhere else', () => {
  test('forward, with bias', () => {
    fuzz(({ geometry, groups, seed }) => {
      const size = sizesOf(geometry, groups);
      const [x, w, bias] = [floats(size.x, seed), floats(size.w, seed + 1), floats(geometry.outputChannels, seed + 2)];
      const expected = Float64Array.from({ length: size.y }, (_, i) => bias[i % geometry.outputChannels]!);
      everyProduct(geometry, groups, (input, filter, output) => (expected[output]! += x[input]! * w[filter]!));
      const heap = guardedHeap(module);
      const [input, filter, biasAt, output] = [heap.put(x), heap.put(w), heap.put(bias), heap.take(size.y * 4)];
      convolveImages(module, heap.take, geometry, { input, filter, bias: biasAt, output, groups });
      expectNear(heap.read(output, size.y), expected);
      heap.finish();
    });
  });

  test('input gradient', () => {
    fuzz(({ geometry, groups, seed }) => {
      const size = sizesOf(geometry, groups);
      const [dy, w] = [floats(size.y, seed), floats(size.w, seed + 1)];
      const expected = new Float64Array(size.x);
      everyProduct(geometry, groups, (input, filter, output) => (expected[input]! += dy[output]! * w[filter]!));
      const heap = guardedHeap(module);
      const [input, filter, output] = [heap.put(dy), heap.put(w), heap.take(size.x * 4)];
      convolveInputGradient(module, heap.take, geometry, { input, filter, output, groups });
      expectNear(heap.read(output, size.x), expected);
      heap.finish();
    });
  });

  test('filter gradient', () => {
    fuzz(({ geometry, groups, seed }) => {
      const size = sizesOf(geometry, groups);
      const [x, dy] = [floats(size.x, seed), floats(size.y, seed + 1)];
      const expected = new Float64Array(size.w);
      everyProduct(geometry, groups, (input, filter, output) => (expected[filter]! += x[input]! * dy[output]!));
      const heap = guardedHeap(module);
      const [input, gradient, output] = [heap.put(x), heap.put(dy), heap.take(size.w * 4)];
      convolveFilterGradient(module, heap.take, geometry, { input, gradient, output, groups });
      expectNear(heap.read(output, size.w), expected);
      heap.finish();
    });
  });
});

const geometryOf = (
  shape: [number, number, number, number],
  filterShape: [number, number, number, number],
  strides: number,
): ConvolutionGeometry => {
  const { outShape } = tf.backend_util.computeConv2DInfo(shape, filterShape, strides, 1, 'same');
  return convolutionGeometry(shape, filterShape, { dataId: {}, dtype: 'float32', shape: outShape }, { strides, pad: 'same' });
};

test('tensors in, tensors out, also after the memory grew', async () => {
  const geometry = geometryOf([2, 7, 6, 5], [3, 3, 5, 9], 2);
  const x = tf.tensor(floats(420, 1), [2, 7, 6, 5]);
  const w = tf.tensor(floats(405, 2), [3, 3, 5, 9]);
  const run = (): tf.Tensor[] => {
    const y = conv2d(module, x, w, geometry);
    const results = [y, conv2dInputGradient(module, y, w, geometry), conv2dFilterGradient(module, x, y, geometry)];
    return results.map((result) => tf.engine().makeTensorFromTensorInfo(result));
  };
  const before = run();
  const bytes = module.memory.buffer.byteLength;
  const large = tf.zeros([bytes / 2]);
  const after = run();
  expect(module.memory.buffer.byteLength).toBeGreaterThan(bytes);
  expect(before.map(({ shape }) => shape)).toEqual([
    [2, 4, 3, 9],
    [2, 7, 6, 5],
    [3, 3, 5, 9],
  ]);
  for (const [i, result] of before.entries()) expect(await after[i]!.data()).toEqual(await result.data());
  const stock = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same');
  expect(await before[0]!.data()).toEqual(await stock.data());
  tf.dispose([x, w, large, stock, ...before, ...after]);
  module.scratch.free();
});

test('activations, and what is not finite', () => {
  const geometry = geometryOf([1, 1, 5, 1], [1, 1, 1, 1], 1);
  const results = (values: number[], activation?: { kind: 'relu' | 'leakyRelu'; slope?: number; gain?: number }): number[] => {
    const heap = guardedHeap(module);
    const [input, filter, output] = [heap.put(values), heap.put([1]), heap.take(20)];
    convolveImages(module, heap.take, geometry, { input, filter, output, activation });
    const read = [...heap.read(output, 5)];
    heap.finish();
    return read;
  };
  expect(results([NaN, Infinity, -Infinity, -0, -2])).toEqual([NaN, Infinity, -Infinity, 0, -2]);
  expect(results([NaN, Infinity, -Infinity, 3, -2], { kind: 'relu' })).toEqual([NaN, Infinity, 0, 3, 0]);
  expect(results([NaN, Infinity, -Infinity, 3, -2], { kind: 'leakyRelu', slope: 0.25, gain: 2 })).toEqual([
    NaN,
    Infinity,
    -Infinity,
    6,
    -1,
  ]);
});

test('what is not finite stays where it is seen', () => {
  const geometry = geometryOf([1, 9, 9, 5], [3, 3, 5, 13], 1);
  const [x, w] = [floats(405, 1), floats(585, 2)];
  const at = (4 * 9 + 4) * 5 + 2;
  x[at] = Infinity;
  const seen = new Set<number>();
  everyProduct(geometry, 1, (input, _filter, output) => {
    if (input === at) seen.add(output);
  });
  const heap = guardedHeap(module);
  const [input, filter, output] = [heap.put(x), heap.put(w), heap.take(81 * 13 * 4)];
  convolveImages(module, heap.take, geometry, { input, filter, output });
  heap.read(output, 81 * 13).forEach((value, i) => expect(Math.abs(value) === Infinity).toBe(seen.has(i)));
  heap.finish();
});
