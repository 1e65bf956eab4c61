import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { rectifier } from '../../autodiff/gradients/own/rectifier';
import { ownKernel } from '../../autodiff/ownKernel';
import { check } from '../../errors/index';
import { axisLength, checkVector } from '../checks';
import { biasAdd } from '../dense/biasAdd';
import { leakyRelu } from './leakyRelu';

export type BiasActivation = 'linear' | 'relu' | 'leakyRelu' | 'tanh' | 'sigmoid' | 'elu' | 'selu' | 'softplus' | 'swish';

export interface BiasActOptions {
  /** `[C]`, added before the activation. Default none. */
  readonly bias?: Tensor1D | undefined;
  /** Default 'linear'. */
  readonly activation?: BiasActivation;
  /** The slope of 'leakyRelu' below 0. Default 0.2. */
  readonly slope?: number;
  /** A factor on the activation. Default √2 for 'relu', 'leakyRelu' and 'swish', 1 for the others: about the variance that came in. */
  readonly gain?: number | undefined;
  /** The result is held in [-clamp, clamp]. Default none. */
  readonly clamp?: number | undefined;
}

interface Activation {
  readonly gain: number;
  readonly apply: <T extends Tensor>(x: T, slope: number) => T;
}

const activations: Readonly<Record<BiasActivation, Activation>> = {
  linear: { gain: 1, apply: (x) => x },
  relu: { gain: Math.SQRT2, apply: (x) => tf.relu(x) },
  leakyRelu: { gain: Math.SQRT2, apply: (x, slope) => leakyRelu(x, { slope }) },
  tanh: { gain: 1, apply: (x) => tf.tanh(x) },
  sigmoid: { gain: 1, apply: (x) => tf.sigmoid(x) },
  elu: { gain: 1, apply: (x) => tf.elu(x) },
  selu: { gain: 1, apply: (x) => tf.selu(x) },
  softplus: { gain: 1, apply: (x) => tf.softplus(x) },
  swish: { gain: Math.SQRT2, apply: (x) => tf.mul(x, tf.sigmoid(x)) },
};

/** Throws unless the activation is known, and gain and clamp are numbers of use. */
export function checkBiasAct({ activation = 'linear', gain = 1, clamp }: BiasActOptions, where = 'biasAct'): void {
  const known = Object.keys(activations);
  check(known.includes(activation), () => `${where}: activation must be one of ${known.join(', ')}. Got ${JSON.stringify(activation)}.`);
  check(Number.isFinite(gain), () => `${where}: gain must be a finite number. Got ${gain}.`);
  check(clamp === undefined || clamp >= 0, () => `${where}: clamp must be at least 0, or left out. Got ${clamp}.`);
}

/** Bias, rectifier and gain by one kernel, where the backend has it. */
function rectified<T extends Tensor>(
  x: T,
  bias: Tensor1D | undefined,
  activation: BiasActivation,
  slope: number,
  gain: number,
): T | undefined {
  if (bias) checkVector('biasAdd', 'bias', bias, axisLength(x, -1));
  const below = { relu: 0, leakyRelu: slope }[activation as string];
  const signed = below === 0 ? activation === 'relu' : below !== undefined && below > 0;
  return signed ? (ownKernel(rectifier, { x, bias }, { slope: below, gain }) as T | undefined) : undefined;
}

/**
 * Bias, activation, gain and clamp, as every layer of StyleGAN2 ends: y = clamp(gain · activation(x + bias)).
 *
 * Shapes: x `[…, C]`, bias `[C]` → `[…, C]`. Each activation has its own default gain. Where it is clamped the derivative is 0.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the bias does not fit, the activation is not known, or gain or clamp are no numbers of use.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", https://arxiv.org/abs/1912.04958
 * @example const y = biasAct(tf.ones([2, 8, 8, 3]), { bias: tf.zeros([3]), activation: 'leakyRelu', clamp: 256 });
 */
export function biasAct<T extends Tensor>(x: T, { bias, activation = 'linear', slope = 0.2, gain, clamp }: BiasActOptions = {}): T {
  checkBiasAct({ activation, gain, clamp });
  const { gain: ownGain, apply } = activations[activation];
  const factor = gain ?? ownGain;

  return tf.tidy(() => {
    const fused = clamp === undefined && factor > 0 ? rectified(x, bias, activation, slope, factor) : undefined;
    if (fused) return fused;
    const activated = apply(bias ? biasAdd(x, bias) : x, slope);
    const scaled = factor === 1 ? activated : tf.mul<T>(activated, factor);
    if (clamp !== undefined) return tf.clipByValue(scaled, -clamp, clamp);
    return scaled === x ? tf.clone(x) : scaled;
  });
}
