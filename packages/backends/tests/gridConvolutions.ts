import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { expectNumbers, valueAndGradients } from './expectNumbers';
import { answers, floats, type GridCase } from './grid';

/*
 * The ops that convolve besides conv2d and depthwiseConv2d: a case of the grid each, with its gradients.
 */

/** conv2dTranspose: the input gradient of a convolution, so that its own gradients are the other two. */
export const transposed = (example: GridCase): Promise<void> => {
  const { inputShape, strides, pad } = example;
  const { tensors, dy, w, forward, toInput, toFilter, x: u } = answers(example);
  return expectNumbers(() => {
    const [weight, filter, input] = tensors();
    const run = (a: Tensor, b: Tensor): Tensor => tf.conv2dTranspose(a as Tensor4D, b as Tensor4D, inputShape, strides, pad);
    return valueAndGradients((a, b) => run(a, b), [input, filter], weight);
  }, [toInput(dy, w), forward(u, w), toFilter(u, dy)]);
};

interface Activation {
  readonly of: (z: number) => number;
  readonly slope: (z: number) => number;
}
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const activations: Readonly<Record<'linear' | 'relu' | 'leakyrelu' | 'elu' | 'sigmoid', Activation>> = {
  linear: { of: (z) => z, slope: () => 1 },
  relu: { of: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0) },
  leakyrelu: { of: (z) => (z > 0 ? z : 0.3 * z), slope: (z) => (z > 0 ? 1 : 0.3) },
  elu: { of: (z) => (z > 0 ? z : Math.expm1(z)), slope: (z) => (z > 0 ? 1 : Math.exp(z)) },
  sigmoid: { of: sigmoid, slope: (z) => sigmoid(z) * (1 - sigmoid(z)) },
};
const activationNames = Object.keys(activations) as (keyof typeof activations)[];

/** fused.conv2d with a bias and an activation, which changes with the case. */
export const fused = (example: GridCase, index: number): Promise<void> => {
  const { strides, pad, dilations, filterShape, seed } = example;
  const outputs = filterShape[3];
  const activation = activationNames[index % activationNames.length]!;
  const { of, slope } = activations[activation];
  const { tensors, x, w, dy, forward, toInput, toFilter } = answers(example);
  const bias = floats(outputs, seed + 3);
  const z = forward(x, w).map((value, i) => value + bias[i % outputs]!);
  const dz = z.map((value, i) => slope(value) * dy[i]!);
  const db = new Float64Array(outputs);
  dz.forEach((value, i) => (db[i % outputs]! += value));
  return expectNumbers(() => {
    const [input, filter, weight] = tensors();
    const run = (a: Tensor, b: Tensor, c: Tensor): Tensor =>
      tf.fused.conv2d({
        ...{ x: a as Tensor4D, filter: b as Tensor4D, bias: c, strides, pad, dilations },
        ...{ activation, leakyreluAlpha: 0.3 },
      });
    return valueAndGradients((a, b, c) => run(a, b, c), [input, filter, tf.tensor1d(bias)], weight);
  }, [z.map(of), toInput(dz, w), toFilter(x, dz), db]);
};

/** A convolution by so many groups of as many channels as the case says. */
export const grouped =
  (groups: number) =>
  ({ inputShape, filterShape, ...rest }: GridCase): Promise<void> => {
    const [n, height, width, channels] = inputShape;
    const [rows, columns, , outputs] = filterShape;
    const wide: GridCase = {
      ...rest,
      inputShape: [n, height, width, channels * groups],
      filterShape: [rows, columns, channels, outputs * groups],
      pad: 'same',
    };
    const { tensors, x, w, dy, forward, toInput, toFilter } = answers(wide, groups);
    const { strides, dilations } = rest;
    return expectNumbers(() => {
      const [input, filter, weight] = tensors();
      const options = { stride: strides, dilation: dilations, padding: 'same' as const, groups };
      return valueAndGradients((a, b) => ops.conv2d(a as Tensor4D, b as Tensor4D, options), [input, filter], weight);
    }, [forward(x, w), toInput(dy, w), toFilter(x, dy)]);
  };
