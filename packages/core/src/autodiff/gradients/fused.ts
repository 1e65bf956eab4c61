import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import type { Gradient } from '../engine';
import { convolution } from './convolution';
import { matrix } from './matrix';
import { savedAt, sumTo, zerosOf } from './build';
import type { Attributes } from './build';

/** The adjoint of adding a bias: to channels-first images [N, C, H, W] a vector is added by channel. */
function biasGradient(dy: Tensor, bias: Tensor, attributes: Attributes): Tensor {
  if (attributes['dataFormat'] !== 'NCHW' || bias.size === 1) return sumTo(dy, bias.shape);
  return tf.reshape(tf.sum(dy, [0, 2, 3]), bias.shape);
}

/** Kernel `fused` = kernel `plain` + bias; where derivatives are taken, tfjs applies any activation by itself. */
function withBias(fused: string, plain: Gradient | undefined, [first, second]: [string, string]): Gradient {
  return {
    kernelName: fused,
    inputsToSave: [first, second, 'bias', 'preluActivationWeights'],
    gradFunc: (dy, saved, attributes) => {
      const activation = (attributes['activation'] ?? 'linear') as string;
      check(
        activation === 'linear' && plain !== undefined,
        () => `autodiff: expected the kernel ${fused} without activation. Got '${activation}'. Call tf.fused instead of the kernel.`,
      );
      return {
        ...plain.gradFunc(dy, saved.slice(0, 2), attributes),
        // A bias or slopes that were not given were not saved.
        bias: () => biasGradient(dy as Tensor, savedAt(saved, 2), attributes),
        preluActivationWeights: () => zerosOf(savedAt(saved, saved.length - 1)),
      };
    },
  };
}

const named = (list: readonly Gradient[], kernelName: string): Gradient | undefined =>
  list.find((entry) => entry.kernelName === kernelName);

/** Ops with a bias built in. */
export const fusedGradients: readonly Gradient[] = [
  withBias('GanConv2D', named(convolution, 'Conv2D'), ['x', 'filter']),
  withBias('GanConv2DTranspose', named(convolution, 'Conv2DBackpropInput'), ['dy', 'filter']),
  withBias('FusedConv2D', named(convolution, 'Conv2D'), ['x', 'filter']),
  withBias('FusedDepthwiseConv2D', named(convolution, 'DepthwiseConv2dNative'), ['x', 'filter']),
  withBias('_FusedMatMul', named(matrix, 'BatchMatMul'), ['a', 'b']),
];
