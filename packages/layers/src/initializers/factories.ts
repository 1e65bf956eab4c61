import { check } from '@ganblocks/core';
import type { Initializer } from './initializer';

/** Every number the same. @example initializers.constant(1) */
export function constant(value = 0): Initializer {
  check(Number.isFinite(value), () => `initializers.constant: value must be a finite number. Got ${value}.`);
  return { kind: 'constant', value };
}

/** Gaussian numbers. Defaults: mean 0, deviation 1. @example initializers.normal({ deviation: 0.02 }) */
export function normal({ mean = 0, deviation = 1 }: { readonly mean?: number; readonly deviation?: number } = {}): Initializer {
  const valid = Number.isFinite(mean) && Number.isFinite(deviation) && deviation >= 0;
  check(valid, () => `initializers.normal: mean must be finite and deviation at least 0. Got ${mean} and ${deviation}.`);
  return { kind: 'normal', mean, deviation };
}

/** Uniform numbers in [low, high). Defaults: -0.05 and 0.05. @example initializers.uniform({ low: -0.1, high: 0.1 }) */
export function uniform({ low = -0.05, high = 0.05 }: { readonly low?: number; readonly high?: number } = {}): Initializer {
  const valid = Number.isFinite(low) && Number.isFinite(high) && low < high;
  check(valid, () => `initializers.uniform: low must be below high, both finite. Got ${low} and ${high}.`);
  return { kind: 'uniform', low, high };
}

export interface VarianceScalingOptions {
  /** Default 1. */
  readonly scale?: number;
  /** What divides the scale: inputs per output, outputs per input, or their mean. Default 'fanIn'. */
  readonly mode?: 'fanIn' | 'fanOut' | 'fanAverage';
  /** Default 'normal', not truncated. */
  readonly distribution?: 'normal' | 'uniform';
}

/**
 * Numbers of mean 0 and variance scale / fan.
 *
 * @see Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks"
 * @see He et al. 2015, "Delving Deep into Rectifiers", https://arxiv.org/abs/1502.01852
 * @example initializers.varianceScaling({ scale: 2 }) // He
 */
export function varianceScaling({ scale = 1, mode = 'fanIn', distribution = 'normal' }: VarianceScalingOptions = {}): Initializer {
  check(scale > 0 && Number.isFinite(scale), () => `initializers.varianceScaling: scale must be a finite number above 0. Got ${scale}.`);
  return { kind: 'varianceScaling', scale, mode, distribution };
}

/** Glorot's uniform start, the default of kernels: variance 2 / (fan in + fan out). @example initializers.glorotUniform() */
export const glorotUniform = (): Initializer => varianceScaling({ mode: 'fanAverage', distribution: 'uniform' });

/** He's Gaussian start, for rectifiers: variance 2 / fan in. @example initializers.heNormal() */
export const heNormal = (): Initializer => varianceScaling({ scale: 2 });
