import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import { differentiate } from '../differentiate';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

const vector = (input: Inputs<Tensor>, name: string): Tensor1D => input(name) as Tensor1D;

/** The layer that the kernel belongs to: a convolution of images, of the same size unless the case states a padding; else a dense one. */
function linear(x: Tensor, kernel: Tensor, golden: GoldenCase, bias?: Tensor1D): Tensor {
  if (x.rank === 2) return ops.dense(x, kernel as Tensor2D, { bias });
  const [rows = 1, columns = 1] = kernel.shape;
  const same = [Math.floor(rows / 2), Math.floor(columns / 2)] as const;
  const padding = golden.hyperparameters['pad'] == null ? same : numberOf(golden, 'pad');
  const options = { stride: numberOf(golden, 'stride', 1), padding };
  return ops.conv2d(x as Tensor4D, kernel as Tensor4D, { ...options, bias });
}

/** A training step from `u`, and both ways to evaluate: with the stored vectors, and with one more iteration. */
function spectral(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const [u, epsilon] = [vector(input, 'u'), numberOf(golden, 'eps')];
  const { kernel, sigma, u: left, v } = ops.spectralNormalize(input('w'), { u, epsilon, iterations: numberOf(golden, 'n_iter') });
  return {
    y: linear(input('x'), kernel, golden, vector(input, 'b')),
    u_new: left,
    v_new: v,
    sigma,
    w_norm: kernel,
    sigma_eval_stored_uv: ops.spectralNormalize(input('w'), { u, v: vector(input, 'v_stored'), iterations: 0 }).sigma,
    sigma_eval_one_iter: ops.spectralNormalize(input('w'), { u, epsilon }).sigma,
  };
}

/** `v_stored` is given as the other inputs are, though the manifest does not call it one. */
async function spectralValues(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Readonly<Record<string, GoldenArray>>> {
  const entries = [...golden.tensors].map(([name, entry]) => [name, name === 'v_stored' ? { ...entry, isInput: true } : entry] as const);
  const given = entries.filter(([name, { isInput }]) => isInput || /^cot_|^gp_head_w$/.test(name));
  const tensors = new Map(given.map(([name]) => [name, stored(name)]));
  const family = { pattern: /^layer-spectral-norm-/, outputs: spectral };
  const { values } = await differentiate(family, { ...golden, tensors: new Map(entries) }, tensors);
  return Object.fromEntries(values);
}

function equalized(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const learningRateMultiplier = numberOf(golden, 'lr_multiplier', 1);
  const kernel = ops.equalizedLearningRate(input('w'), { gain: numberOf(golden, 'gain'), learningRateMultiplier });
  return { y: linear(input('x'), kernel, golden, tf.mul<Tensor1D>(vector(input, 'b'), learningRateMultiplier)) };
}

function weightNormalized(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const direction = input('v');
  const layer = (gain?: Tensor1D, bias?: Tensor1D): Tensor => linear(input('x'), ops.weightNormalize(direction, { gain }), golden, bias);
  const initial = ops.dataDependentInitialization(layer(), { scale: numberOf(golden, 'init_scale', 1) });
  return {
    y: layer(vector(input, 'g'), vector(input, 'b')),
    norm_v: ops.outputNorms(direction),
    init_g: initial.gain,
    init_b: initial.bias,
    init_y: layer(initial.gain, initial.bias),
  };
}

export const reparametrization: readonly Family[] = [
  { pattern: /^layer-spectral-norm-/, values: spectralValues },
  { pattern: /^layer-equalized-/, outputs: equalized },
  { pattern: /^layer-weight-norm-/, outputs: weightNormalized },
];
