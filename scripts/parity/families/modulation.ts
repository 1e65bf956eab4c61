import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf } from '../hyperparameters';

/** The taps with the sum 1. */
function filterOf(golden: GoldenCase): number[] {
  const taps = numbersOf(golden, 'resample_filter');
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  return taps.map((tap) => tap / total);
}

/** `y_weight_flipped` is stored where the image is upsampled. */
function modulated(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const options = {
    demodulate: golden.hyperparameters['demodulate'] === true,
    up: numberOf(golden, 'up', 1),
    down: numberOf(golden, 'down', 1),
    filter: filterOf(golden),
    epsilon: numberOf(golden, 'eps'),
  };
  const y = (flipKernel: boolean): Tensor =>
    ops.modulatedConv2d(input('x') as Tensor4D, input('w') as Tensor4D, input('s') as Tensor2D, { ...options, flipKernel });
  return { y: y(false), ...(golden.tensors.has('y_weight_flipped') ? { y_weight_flipped: y(true) } : {}) };
}

function adaptive(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const affine = (name: string): Tensor2D =>
    ops.dense(input('style') as Tensor2D, input(`w_${name}`) as Tensor2D, { bias: input(`b_${name}`) as Tensor1D });
  const [logits, modulation] = [affine('gate'), affine('mod')];
  const options = { padding: numberOf(golden, 'pad'), epsilon: numberOf(golden, 'eps') };
  const y = ops.adaptiveConv2d(input('x') as Tensor4D, input('bank') as Tensor5D, modulation, logits, options);
  return { y, gate: tf.softmax(logits), modulation };
}

export const modulation: readonly Family[] = [
  { pattern: /^layer-modulated-conv-/, outputs: modulated },
  { pattern: /^layer-adaptive-conv/, outputs: adaptive },
];
