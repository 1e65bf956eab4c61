import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectClose, expectSame, numbers, runOn } from '../../tests/bothBackends';
import { attributesOf, convolutionCases, type ConvolutionCase } from '../../tests/convolutionCases';
import { convolutionGeometry } from './convolutionGeometry';
import { filterGradientByColumns, filterGradientByProduct, filterGradientMirrored } from './filterGradient';

beforeAll(bothBackends);

const kernel =
  (example: ConvolutionCase) =>
  (x: Tensor, dy: Tensor): Tensor =>
    tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy }, attributesOf(example));

const inputsOf = ({ inputShape, outShape, seed }: ConvolutionCase) => [numbers(inputShape, seed), numbers(outShape, seed + 1)];

type Composition = typeof filterGradientByColumns;

async function holds(compose: Composition, accepts: (example: ConvolutionCase) => boolean): Promise<void> {
  await fc.assert(
    fc.asyncProperty(convolutionCases().filter(accepts), async (example) => {
      await expectSame(inputsOf(example), kernel(example), (x, dy) =>
        compose(x as Tensor4D, dy as Tensor4D, convolutionGeometry(example.inputShape, example.filterShape, dy, example)),
      );
    }),
    { numRuns: 80, seed: 3 },
  );
}

describe('each composition is the gradient for every size, stride and padding', () => {
  test('filterGradientByColumns', () => holds(filterGradientByColumns, () => true));

  test('filterGradientByColumns, a row or two at a time', () =>
    holds(
      (x, dy, geometry) => filterGradientByColumns(x, dy, geometry, 200),
      () => true,
    ));

  test('filterGradientMirrored', () => {
    const fits = ({ strides, filterShape, inputShape, outShape }: ConvolutionCase): boolean =>
      strides[0] * strides[1] === 1 && outShape[1] <= inputShape[1] && outShape[2] <= inputShape[2] && filterShape[0] * filterShape[1] > 1;
    const within = (example: ConvolutionCase): boolean => {
      const { height, width } = convolutionGeometry(
        example.inputShape,
        example.filterShape,
        { shape: example.outShape } as Tensor,
        example,
      );
      return height.before < height.filter && width.before < width.filter;
    };
    return holds(filterGradientMirrored, (example) => fits(example) && within(example));
  });

  test('filterGradientByProduct', () =>
    holds(
      filterGradientByProduct,
      ({ filterShape, outShape }) => filterShape[0] * filterShape[1] === 1 || outShape[1] * outShape[2] === 1,
    ));
});

test('Conv2DBackpropFilter on wasm is that of cpu', async () => {
  await fc.assert(
    fc.asyncProperty(convolutionCases(), async (example) => expectSame(inputsOf(example), kernel(example))),
    { numRuns: 120, seed: 4 },
  );
});

test('NCHW, also with explicit padding', async () => {
  for (const pad of [
    'same',
    [
      [0, 0],
      [0, 0],
      [1, 2],
      [0, 1],
    ],
  ]) {
    const height = pad === 'same' ? 3 : 4;
    const run = (x: Tensor, dy: Tensor): Tensor =>
      tf
        .engine()
        .runKernel(tf.Conv2DBackpropFilter, { x, dy }, { filterShape: [3, 2, 3, 4], strides: 2, pad: pad as 'same', dataFormat: 'NCHW' });
    await expectSame([numbers([2, 3, 6, 6], 1), numbers([2, 4, height, 3], 2)], run);
  }
});

test('an output that was rounded up counts with its last row, though the attributes forget the rounding', async () => {
  const rounded = { filterShape: [3, 3, 2, 2], strides: [2, 2], pad: 0, dimRoundingMode: 'ceil' } as unknown as ConvolutionCase;
  const { dimRoundingMode: _, ...forgotten } = rounded;
  const inputs = [numbers([1, 6, 6, 2], 1), numbers([1, 3, 3, 2], 2)];
  expectClose(await runOn('wasm', inputs, kernel(forgotten)), await runOn('cpu', inputs, kernel(rounded)));
});

test('integers are taken as floats, and an empty batch gives zeros', async () => {
  await tf.setBackend('wasm');
  const gradient = kernel({ filterShape: [1, 1, 1, 1], strides: [1, 1], pad: 'valid' } as unknown as ConvolutionCase);
  const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1], 'int32');
  const dy = tf.ones([1, 2, 2, 1]);
  const sum = gradient(x, dy);
  const none = gradient(tf.zeros([0, 2, 2, 1]), tf.zeros([0, 2, 2, 1]));
  expect([...(await sum.data()), ...(await none.data())]).toEqual([10, 0]);
});
