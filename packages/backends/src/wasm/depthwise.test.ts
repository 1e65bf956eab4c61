import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectClose, expectSame, numbers, runOn, type Numbers } from '../../tests/bothBackends';
import { attributesOf, convolutionCases, type ConvolutionCase } from '../../tests/convolutionCases';

beforeAll(bothBackends);

const inputGradient =
  (example: ConvolutionCase) =>
  (dy: Tensor, filter: Tensor): Tensor =>
    tf.engine().runKernel(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter }, attributesOf(example));

const filterGradient =
  (example: ConvolutionCase) =>
  (x: Tensor, dy: Tensor): Tensor =>
    tf.engine().runKernel(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, attributesOf(example));

const numbersOf = ({ inputShape, filterShape, outShape, seed }: ConvolutionCase): { x: Numbers; filter: Numbers; dy: Numbers } => ({
  x: numbers(inputShape, seed),
  filter: numbers(filterShape, seed + 1),
  dy: numbers(outShape, seed + 2),
});

test('DepthwiseConv2dNativeBackpropInput on wasm is that of cpu', async () => {
  await fc.assert(
    fc.asyncProperty(convolutionCases({ depthwise: true }), async (example) => {
      const { filter, dy } = numbersOf(example);
      await expectSame([dy, filter], inputGradient(example));
    }),
    { numRuns: 150, seed: 5 },
  );
});

test('DepthwiseConv2dNativeBackpropFilter on wasm is that of cpu', async () => {
  await fc.assert(
    fc.asyncProperty(convolutionCases({ depthwise: true }), async (example) => {
      const { x, dy } = numbersOf(example);
      await expectSame([x, dy], filterGradient(example));
    }),
    { numRuns: 150, seed: 6 },
  );
});

/** The same convolution with the dilation written into the filter: the cpu kernels forget dilation. */
function undilated(example: ConvolutionCase, filter: Numbers): { example: ConvolutionCase; filter: Numbers; taps: number[] } {
  const [kh, kw, channels, multiplier] = example.filterShape;
  const [dh, dw] = example.dilations;
  const [height, width, depth] = [(kh - 1) * dh + 1, (kw - 1) * dw + 1, channels * multiplier];
  const taps = Array.from({ length: kh * kw }, (_, tap) => Math.floor(tap / kw) * dh * width + (tap % kw) * dw);
  const values = new Float32Array(height * width * depth);
  taps.forEach((to, from) => values.set(filter.values.subarray(from * depth, (from + 1) * depth), to * depth));
  const filterShape: ConvolutionCase['filterShape'] = [height, width, channels, multiplier];
  return { example: { ...example, filterShape, dilations: [1, 1] }, filter: { shape: filterShape, values }, taps };
}

test('dilation, with strides too', async () => {
  await fc.assert(
    fc.asyncProperty(convolutionCases({ depthwise: true, dilated: true }), async (dilatedCase) => {
      const { x, filter, dy } = numbersOf(dilatedCase);
      const plain = undilated(dilatedCase, filter);
      expectClose(
        await runOn('wasm', [dy, filter], inputGradient(dilatedCase)),
        await runOn('cpu', [dy, plain.filter], inputGradient(plain.example)),
      );
      const full = await runOn('cpu', [x, dy], filterGradient(plain.example));
      const depth = dilatedCase.filterShape[2] * dilatedCase.filterShape[3];
      const values = new Float32Array(plain.taps.flatMap((tap) => [...full.values.subarray(tap * depth, (tap + 1) * depth)]));
      expectClose(await runOn('wasm', [x, dy], filterGradient(dilatedCase)), { shape: dilatedCase.filterShape, values });
    }),
    { numRuns: 120, seed: 7 },
  );
});

test('more channels than pooling bears', async () => {
  const example: ConvolutionCase = {
    inputShape: [1, 2, 2, 16400],
    filterShape: [1, 1, 16400, 1],
    outShape: [1, 2, 2, 16400],
    strides: [1, 1],
    dilations: [1, 1],
    pad: 'valid',
    seed: 1,
  };
  const { x, dy } = numbersOf(example);
  await expectSame([x, dy], filterGradient(example));
});

test('an empty batch gives zeros', async () => {
  await tf.setBackend('wasm');
  const example = { inputShape: [0, 3, 3, 2], filterShape: [2, 2, 2, 1], strides: [1, 1], dilations: [1, 1], pad: 'valid' };
  const dy = tf.zeros([0, 2, 2, 2]);
  const ofInput = inputGradient(example as unknown as ConvolutionCase)(dy, tf.ones([2, 2, 2, 1]));
  const ofFilter = filterGradient(example as unknown as ConvolutionCase)(tf.zeros([0, 3, 3, 2]), dy);
  expect(ofInput.shape).toEqual([0, 3, 3, 2]);
  expect([...(await ofFilter.data())]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});
