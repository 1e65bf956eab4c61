import { check } from '@ganblocks/core';
import type { Initializer } from './initializer';

/** Every number the same. @example initializers.constant(1) */
export function constant(value = 0): Initializer {
  check(Number.isFinite(value), () => `initializers.constant: value must be a finite number. Got ${value}.`);
  return { kind: 'constant', value };
}

export interface NormalOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Default 1. */
  readonly deviation?: number;
}

/** These options, checked. */
export function momentsOf(where: string, { mean = 0, deviation = 1 }: NormalOptions): Required<NormalOptions> {
  const valid = Number.isFinite(mean) && Number.isFinite(deviation) && deviation >= 0;
  check(valid, () => `initializers.${where}: mean must be finite and deviation at least 0. Got ${mean} and ${deviation}.`);
  return { mean, deviation };
}

/** Gaussian numbers. Defaults: mean 0, deviation 1. @example initializers.normal({ deviation: 0.02 }) // DCGAN, BigGAN's 'N02' */
export const normal = (options: NormalOptions = {}): Initializer => ({ kind: 'normal', ...momentsOf('normal', options) });

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
 * @see Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", https://proceedings.mlr.press/v9/glorot10a.html
 * @see He et al. 2015, "Delving Deep into Rectifiers", https://arxiv.org/abs/1502.01852
 * @example initializers.varianceScaling({ scale: 1 / 3, distribution: 'uniform' }) // PyTorch's default for kernels
 */
export function varianceScaling({ scale = 1, mode = 'fanIn', distribution = 'normal' }: VarianceScalingOptions = {}): Initializer {
  check(scale > 0 && Number.isFinite(scale), () => `initializers.varianceScaling: scale must be a finite number above 0. Got ${scale}.`);
  return { kind: 'varianceScaling', scale, mode, distribution };
}

export interface GlorotOptions {
  /** A factor on the numbers. Default 1; SNGAN's residual convolutions have √2. */
  readonly gain?: number;
}

const glorot = ({ gain = 1 }: GlorotOptions, distribution: 'normal' | 'uniform'): Initializer =>
  varianceScaling({ scale: gain * gain, mode: 'fanAverage', distribution });

/** Glorot's (Xavier's) uniform start, the default of kernels: variance 2 gain² / (fan in + fan out). @example initializers.glorotUniform({ gain: Math.SQRT2 }) */
export const glorotUniform = (options: GlorotOptions = {}): Initializer => glorot(options, 'uniform');

/** Glorot's (Xavier's) Gaussian start: variance 2 gain² / (fan in + fan out). @example initializers.glorotNormal() */
export const glorotNormal = (options: GlorotOptions = {}): Initializer => glorot(options, 'normal');

export interface HeOptions {
  /** Of the leaky rectifier behind the layer, below 0. Default 0, a plain one. */
  readonly slope?: number;
  /** A factor on the numbers, in place of √(2 / (1 + slope²)). */
  readonly gain?: number;
}

const he = ({ slope = 0, gain = Math.sqrt(2 / (1 + slope * slope)) }: HeOptions, distribution: 'normal' | 'uniform'): Initializer =>
  varianceScaling({ scale: gain * gain, distribution });

/** He's (Kaiming's) Gaussian start, for rectifiers: variance 2 / ((1 + slope²) · fan in). @example initializers.heNormal({ slope: 0.2 }) */
export const heNormal = (options: HeOptions = {}): Initializer => he(options, 'normal');

/** He's (Kaiming's) uniform start, for rectifiers: variance 2 / ((1 + slope²) · fan in). @example initializers.heUniform() */
export const heUniform = (options: HeOptions = {}): Initializer => he(options, 'uniform');
