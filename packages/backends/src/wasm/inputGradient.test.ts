import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';
import { attributesOf, convolutionCases, type ConvolutionCase } from '../../tests/convolutionCases';
import { chooseInputGradient } from './conv2DBackpropInput';
import { convolutionGeometry, type ConvolutionGeometry } from './convolutionGeometry';
import { inputGradientByColumns, inputGradientOfOnePixel } from './inputGradientByColumns';
import { inputGradientByPhases } from './inputGradientByPhases';
import { inputGradientByScatter } from './inputGradientByScatter';

beforeAll(bothBackends);

const kernel =
  (example: ConvolutionCase) =>
  (dy: Tensor, filter: Tensor): Tensor =>
    tf.engine().runKernel(tf.Conv2DBackpropInput, { dy, filter }, attributesOf(example));

const inputsOf = ({ outShape, filterShape, seed }: ConvolutionCase) => [numbers(outShape, seed), numbers(filterShape, seed + 1)];

const compositions = { inputGradientByPhases, inputGradientByScatter, inputGradientByColumns };

describe.each(Object.entries(compositions))('%s', (_name, compose) => {
  test('is the gradient for every size, stride and padding', async () => {
    await fc.assert(
      fc.asyncProperty(convolutionCases(), async (example) => {
        await expectSame(inputsOf(example), kernel(example), (dy, filter) =>
          compose(dy as Tensor4D, filter as Tensor4D, convolutionGeometry(example.inputShape, example.filterShape, dy, example)),
        );
      }),
      { numRuns: 120, seed: 1 },
    );
  });
});

test('Conv2DBackpropInput on wasm is that of cpu', async () => {
  await fc.assert(
    fc.asyncProperty(convolutionCases(), async (example) => expectSame(inputsOf(example), kernel(example))),
    { numRuns: 150, seed: 2 },
  );
});

const layer = (inputShape: number[], filterShape: number[], stride: number, pad: number): ConvolutionCase => {
  const padding: ConvolutionCase['pad'] = [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
  const quad = inputShape as [number, number, number, number];
  const { outShape } = tf.backend_util.computeConv2DInfo(quad, filterShape as typeof quad, stride, 1, padding);
  return {
    inputShape: quad,
    filterShape: filterShape as typeof quad,
    outShape: outShape,
    strides: [stride, stride],
    dilations: [1, 1],
    pad: padding,
    seed: 7,
  };
};

test.each([
  ['1x1 to 4x4, DCGAN first layer', layer([2, 4, 4, 24], [4, 4, 24, 10], 1, 0)],
  ['4x4 to 1x1x1, DCGAN last layer', layer([2, 4, 4, 24], [4, 4, 24, 1], 1, 0)],
  ['4x4 stride 2 from one channel', layer([2, 12, 12, 1], [4, 4, 1, 8], 2, 1)],
  ['3x3 stride 1 from three channels', layer([2, 8, 8, 3], [3, 3, 3, 8], 1, 1)],
  ['more filters than pixels', layer([1, 4, 4, 6], [4, 4, 6, 40], 2, 1)],
])('layer: %s', async (_name, example) => {
  await expectSame(inputsOf(example), kernel(example));
});

test('NCHW stays with the stock kernel', async () => {
  const run = (dy: Tensor, filter: Tensor): Tensor =>
    tf
      .engine()
      .runKernel(tf.Conv2DBackpropInput, { dy, filter }, { inputShape: [2, 3, 6, 6], strides: 2, pad: 'same', dataFormat: 'NCHW' });
  await expectSame([numbers([2, 4, 3, 3], 1), numbers([3, 3, 3, 4], 2)], run);
});

test('the composition is chosen by shape', () => {
  const geometry = (size: number, channels: number, outputs: number, stride: number, batch = 64): ConvolutionGeometry => {
    const axis = { input: size * stride, output: size, filter: 4, stride, dilation: 1, before: 1 };
    return { batch, inputChannels: channels, outputChannels: outputs, height: axis, width: axis };
  };
  expect(chooseInputGradient(geometry(7, 64, 128, 2))).toBe(inputGradientByPhases);
  expect(chooseInputGradient(geometry(14, 1, 64, 2))).toBe(inputGradientByScatter);
  expect(chooseInputGradient(geometry(8, 128, 256, 2, 16))).toBe(inputGradientByScatter);
  expect(chooseInputGradient(geometry(4, 256, 512, 2, 16))).toBe(inputGradientByColumns);
  expect(chooseInputGradient(geometry(1, 512, 100, 1, 16))).toBe(inputGradientOfOnePixel);
});
