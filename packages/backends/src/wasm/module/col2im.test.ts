import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { numbers } from '../../../tests/bothBackends';
import { everyProduct } from '../../../tests/float64';
import { expectNear, guardedHeap, startKernels } from '../../../tests/guardedHeap';
import { convolutionGeometry, type ConvolutionAttributes, type ConvolutionGeometry } from '../convolutionGeometry';
import { inputGradientByCol2im, suitsCol2im } from './col2im';
import type { KernelModule } from './kernelModule';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

type Shape = [number, number, number, number];
const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;

function geometryOf(x: Shape, w: Shape, attributes: ConvolutionAttributes): ConvolutionGeometry {
  const { strides, pad, dilations = 1 } = attributes;
  const { outShape } = tf.backend_util.computeConv2DInfo(x, w, strides, dilations, pad);
  return convolutionGeometry(x, w, { dataId: {}, dtype: 'float32', shape: outShape }, attributes);
}

/** dy, the filter, and the gradient in double precision. */
function example(geometry: ConvolutionGeometry, bias: ArrayLike<number> = []): { dy: Float32Array; w: Float32Array; dx: Float64Array } {
  const { batch, inputChannels, outputChannels, height, width } = geometry;
  const dy = floats(batch * height.output * width.output * outputChannels, 1);
  const w = floats(height.filter * width.filter * inputChannels * outputChannels, 2);
  const pixels = batch * height.input * width.input;
  const dx = Float64Array.from({ length: pixels * inputChannels }, (_, i) => bias[i % inputChannels] ?? 0);
  everyProduct(geometry, 1, (input, filter, output) => (dx[input]! += dy[output]! * w[filter]!));
  return { dy, w, dx };
}

describe('the input gradient by one product for all taps', () => {
  test.each([
    ['an image', [3, 14, 14, 1], [4, 4, 1, 24], { strides: 2, pad: 'same' }],
    ['colours, uneven sides', [2, 11, 9, 3], [4, 4, 3, 7], { strides: 2, pad: 'same' }],
    ['rows wider than a block', [1, 3, 75, 2], [2, 4, 2, 5], { strides: 1, pad: 'same' }],
    ['wide strides: pixels that no tap reaches', [2, 11, 13, 2], [2, 2, 2, 5], { strides: [5, 3], pad: 'valid' }],
    ['filters higher than the image', [2, 2, 5, 1], [8, 4, 1, 3], { strides: 1, pad: 'same' }],
    ['one pixel', [1, 1, 1, 4], [4, 4, 4, 9], { strides: 3, pad: 'same' }],
    [
      'padding of its own',
      [2, 7, 6, 6],
      [3, 4, 6, 5],
      {
        strides: [2, 1],
        pad: [
          [0, 0],
          [2, 0],
          [1, 3],
          [0, 0],
        ],
      },
    ],
  ] as [string, Shape, Shape, ConvolutionAttributes][])('%s, with a bias', (_name, x, w, attributes) => {
    const geometry = geometryOf(x, w, attributes);
    const bias = floats(x[3], 3);
    const { dx, ...given } = example(geometry, bias);
    expect(suitsCol2im(geometry, 1)).toBe(true);
    const heap = guardedHeap(module);
    const operands = { input: heap.put(given.dy), filter: heap.put(given.w), bias: heap.put(bias), output: heap.take(dx.length * 4) };
    inputGradientByCol2im(module, heap.take, geometry, operands);
    expectNear(heap.read(operands.output, dx.length), dx);
    heap.finish();
  });

  test('what is not finite stays where the taps reach', () => {
    const geometry = geometryOf([1, 12, 12, 3], [4, 4, 3, 8], { strides: 2, pad: 'same' });
    const { dy, w, dx } = example(geometry);
    const at = (2 * 6 + 3) * 8 + 5;
    dy[at] = Infinity;
    const reached = new Set<number>();
    everyProduct(geometry, 1, (input, _filter, output) => {
      if (output === at) reached.add(input);
    });
    const heap = guardedHeap(module);
    const operands = { input: heap.put(dy), filter: heap.put(w), output: heap.take(dx.length * 4) };
    inputGradientByCol2im(module, heap.take, geometry, operands);
    heap.read(operands.output, dx.length).forEach((value, i) => expect(Math.abs(value) === Infinity).toBe(reached.has(i)));
    heap.finish();
  });
});

test.each([
  ['panels that a tap fills', [1, 8, 8, 8], [4, 4, 8, 8], 1, 1],
  ['columns that fill no vector', [1, 8, 8, 3], [3, 3, 3, 8], 1, 1],
  ['columns that fill no panel', [1, 8, 8, 4], [1, 1, 4, 8], 1, 1],
  ['dilations', [1, 8, 8, 1], [4, 4, 1, 8], 2, 1],
  ['groups', [1, 8, 8, 2], [4, 4, 1, 8], 1, 2],
] as [string, Shape, Shape, number, number][])('does not suit %s', (_name, x, [height, width, channels, outputs], dilations, groups) => {
  const filter: Shape = [height, width, channels * groups, outputs];
  expect(suitsCol2im(geometryOf(x, filter, { strides: 1, pad: 'same', dilations }), groups)).toBe(false);
});
