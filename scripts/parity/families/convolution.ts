import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

const image = (input: Inputs<Tensor>): Tensor4D => input('x') as Tensor4D;
const kernel = (input: Inputs<Tensor>): Tensor4D => input('w') as Tensor4D;

/** The bias is an input of some cases only. */
const biasOf = (input: Inputs<Tensor>, golden: GoldenCase): { bias?: Tensor1D } =>
  golden.tensors.has('b') ? { bias: input('b') as Tensor1D } : {};

const optionsOf = (input: Inputs<Tensor>, golden: GoldenCase) => ({
  stride: numberOf(golden, 'stride', 1),
  padding: numberOf(golden, 'pad', 0),
  dilation: numberOf(golden, 'dilation', 1),
  groups: numberOf(golden, 'groups', 1),
  ...biasOf(input, golden),
});

/** The stored kernel [kh, kw, 1, C·M] as [kh, kw, C, M]: the same numbers in the same order. */
function depthwiseKernel(input: Inputs<Tensor>): Tensor4D {
  const [rows, columns] = kernel(input).shape;
  return tf.reshape(kernel(input), [rows, columns, image(input).shape[3], -1]);
}

export const convolution: readonly Family[] = [
  {
    pattern: /^layer-(conv2d|dilated-conv|grouped-conv)-/,
    outputs: (input, golden) => ({ y: ops.conv2d(image(input), kernel(input), optionsOf(input, golden)) }),
  },
  {
    pattern: /^layer-conv-transpose-/,
    outputs: (input, golden) => ({
      y: ops.conv2dTranspose(image(input), kernel(input), {
        stride: numberOf(golden, 'stride', 1),
        padding: numberOf(golden, 'pad', 0),
        outputPadding: numberOf(golden, 'output_padding', 0),
        dilation: numberOf(golden, 'dilation', 1),
        groups: numberOf(golden, 'groups', 1),
        ...biasOf(input, golden),
      }),
    }),
  },
  {
    pattern: /^layer-depthwise-conv-/,
    outputs: (input, golden) => ({ y: ops.depthwiseConv2d(image(input), depthwiseKernel(input), optionsOf(input, golden)) }),
  },
];
