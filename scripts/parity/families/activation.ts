import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check, ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

const activations: Readonly<Record<string, ops.BiasActivation>> = {
  linear: 'linear',
  relu: 'relu',
  lrelu: 'leakyRelu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  elu: 'elu',
  selu: 'selu',
  softplus: 'softplus',
  swish: 'swish',
};

/** By the activation's own gain unless the case states one; `y_clamp` where the case has a clamp. */
function biasAct(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const name = golden.hyperparameters['act'];
  const activation = typeof name === 'string' ? activations[name] : undefined;
  check(activation !== undefined, () => `${golden.name}: the activation ${JSON.stringify(name)} is not known.`);
  const gain = golden.hyperparameters['gain'] == null ? {} : { gain: numberOf(golden, 'gain') };
  const options = { bias: input('b') as Tensor1D, activation, slope: numberOf(golden, 'alpha'), ...gain };
  const y = ops.biasAct(input('x'), options);
  if (golden.hyperparameters['clamp'] == null) return { y };
  return { y, y_clamp: ops.biasAct(input('x'), { ...options, clamp: numberOf(golden, 'clamp') }) };
}

export const activation: readonly Family[] = [
  {
    pattern: /^layer-leaky-relu-gain/,
    outputs: (input, golden) => ({ y: ops.leakyRelu(input('x'), { slope: numberOf(golden, 'alpha'), gain: numberOf(golden, 'gain', 1) }) }),
  },
  { pattern: /^layer-bias-act-/, outputs: biasAct },
];
