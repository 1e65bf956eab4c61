import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activationArguments, type Activation } from './activation';
import { addressOf, makeFloats, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';

/*
 * Passes over `x` [..., C] with one number a channel. An instance is a part of `x` along its first axes that has numbers of its own, [instances, C]: all
 * of a batch in batch normalization, one image in instance normalization and modulation.
 */

const FLOAT = 4;
const channelsOf = ({ shape }: TensorInfo): number => shape.at(-1) ?? 1;
const optional = (module: KernelModule, x: TensorInfo | undefined): number => (x ? addressOf(module, x) : 0);

interface Instances {
  readonly count: number;
  readonly rows: number;
  readonly channels: number;
}

const instancesOf = (x: TensorInfo, count: number): Instances => {
  const channels = channelsOf(x);
  return { count, channels, rows: sizeOf(x) / Math.max(1, channels * count) };
};

/** Runs once an instance, with the bytes at which its rows and its numbers begin. */
function eachInstance({ count, rows, channels }: Instances, run: (row: number, number: number) => void): void {
  for (let i = 0; i < count; i++) run(i * rows * channels * FLOAT, i * channels * FLOAT);
}

const makeNumbers = (module: KernelModule, { count, channels }: Instances): TensorInfo =>
  makeFloats(module, count === 1 ? [channels] : [count, channels]);

/** The sums over the rows: the gradient of a bias. [..., C] → [C], or [instances, C] */
export function channelSums(module: KernelModule, x: TensorInfo, instances = 1): TensorInfo {
  const parts = instancesOf(x, instances);
  const sums = makeNumbers(module, parts);
  const [from, to] = [addressOf(module, x), addressOf(module, sums)];
  eachInstance(parts, (row, at) => module.kernels.columnSums(from + row, parts.rows, parts.channels, to + at));
  return sums;
}

/** The sums of x · y over the rows: the gradient of a scale. [..., C] → [C], or [instances, C] */
export function channelProducts(module: KernelModule, x: TensorInfo, y: TensorInfo, instances = 1): TensorInfo {
  const parts = instancesOf(x, instances);
  const sums = makeNumbers(module, parts);
  const [left, right, to] = [addressOf(module, x), addressOf(module, y), addressOf(module, sums)];
  eachInstance(parts, (row, at) => module.kernels.columnProducts(left + row, right + row, parts.rows, parts.channels, to + at));
  return sums;
}

/** Mean and variance (of all rows, not of a sample), in two passes. [..., C] → [C], or [instances, C], each */
export function channelMoments(
  module: KernelModule,
  x: TensorInfo,
  instances = 1,
): { readonly mean: TensorInfo; readonly variance: TensorInfo } {
  const parts = instancesOf(x, instances);
  const [mean, variance] = [makeNumbers(module, parts), makeNumbers(module, parts)];
  const [from, means, variances] = [addressOf(module, x), addressOf(module, mean), addressOf(module, variance)];
  eachInstance(parts, (row, at) => module.kernels.columnMoments(from + row, parts.rows, parts.channels, means + at, variances + at));
  return { mean, variance };
}

/** What `affine` takes, [C] for all rows or [instances, C]; both of one size. */
export interface Affinity {
  readonly scale?: TensorInfo | undefined;
  readonly offset?: TensorInfo | undefined;
}

/** activation(x · scale + offset): bias and activation, modulation. */
export function affine(module: KernelModule, x: TensorInfo, { scale, offset }: Affinity, activation?: Activation): TensorInfo {
  const numbers = scale ?? offset;
  const parts = instancesOf(x, numbers ? sizeOf(numbers) / channelsOf(x) : 1);
  const y = makeFloats(module, x.shape);
  const [from, scales, offsets, to] = [addressOf(module, x), optional(module, scale), optional(module, offset), addressOf(module, y)];
  const last = activationArguments(activation);
  eachInstance(parts, (row, at) => {
    const { rows, channels } = parts;
    module.kernels.affine(from + row, 0, scales && scales + at, offsets && offsets + at, to + row, rows, channels, ...last);
  });
  return y;
}

/** Moments [C] or [instances, C], and what a normalization has learned, [C]. */
export interface Normalization {
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
  readonly scale?: TensorInfo | undefined;
  readonly offset?: TensorInfo | undefined;
  readonly epsilon: number;
}

/** activation((x - mean) / √(variance + epsilon) · scale + offset) */
export function normalize(module: KernelModule, x: TensorInfo, by: Normalization, activation?: Activation): TensorInfo {
  const { mean, variance, scale, offset, epsilon } = by;
  const parts = instancesOf(x, sizeOf(mean) / channelsOf(x));
  const { rows, channels } = parts;
  const y = makeFloats(module, x.shape);
  module.scratch.use((take) => {
    const scales = take(channels * FLOAT);
    const [from, to, shifts] = [addressOf(module, x), addressOf(module, y), addressOf(module, mean)];
    const [variances, weights, offsets] = [addressOf(module, variance), optional(module, scale), optional(module, offset)];
    const last = activationArguments(activation);
    eachInstance(parts, (row, at) => {
      module.kernels.inverseDeviations(variances + at, weights, epsilon, channels, scales);
      module.kernels.affine(from + row, shifts + at, scales, offsets, to + row, rows, channels, ...last);
    });
  });
  return y;
}

/**
 * The gradients of a normalization by its own moments: by the input, through the moments too, and by scale and offset, [C] or [instances, C] (of which a
 * shared scale gets the sum).
 */
export function normalizeGradient(
  module: KernelModule,
  x: TensorInfo,
  dy: TensorInfo,
  { mean, variance, scale, epsilon }: Normalization,
): { readonly dx: TensorInfo; readonly scaleGradient: TensorInfo; readonly offsetGradient: TensorInfo } {
  const parts = instancesOf(x, sizeOf(mean) / channelsOf(x));
  const { rows, channels } = parts;
  const [dx, scaleGradient, offsetGradient] = [makeFloats(module, x.shape), makeNumbers(module, parts), makeNumbers(module, parts)];
  module.scratch.use((take) => {
    const inverses = take(channels * FLOAT);
    const [from, gradient, to] = [addressOf(module, x), addressOf(module, dy), addressOf(module, dx)];
    const [means, variances, scales] = [addressOf(module, mean), addressOf(module, variance), optional(module, scale)];
    const [scaleSums, offsetSums] = [addressOf(module, scaleGradient), addressOf(module, offsetGradient)];
    eachInstance(parts, (row, at) => {
      const sums = [scaleSums + at, offsetSums + at] as const;
      module.kernels.inverseDeviations(variances + at, 0, epsilon, channels, inverses);
      module.kernels.batchNormSums(from + row, gradient + row, means + at, inverses, rows, channels, ...sums);
      module.kernels.batchNormBackward(from + row, gradient + row, means + at, inverses, scales, ...sums, rows, channels, to + row);
    });
  });
  return { dx, scaleGradient, offsetGradient };
}
