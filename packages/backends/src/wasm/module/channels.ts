import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activationArguments, type Activation } from './activation';
import { addressOf, makeFloats, optionalAddress, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';
import { channelsOf, overChannels, overRows, type Parts, partsOf } from './parts';

/*
 * Passes over `x` [..., C] with one number a channel. An instance is a part of `x` along its first axes that has numbers of its own, [instances, C]: all
 * of a batch in batch normalization, one image in instance normalization and modulation.
 */

const FLOAT = 4;

/** One number for each channel of each part: [C], or [parts, C]. */
export const makeNumbers = (module: KernelModule, { count, channels }: Parts): TensorInfo =>
  makeFloats(module, count === 1 ? [channels] : [count, channels]);

/** The sums over the rows: the gradient of a bias. [..., C] → [C], or [instances, C] */
export function channelSums(module: KernelModule, x: TensorInfo, instances = 1): TensorInfo {
  const parts = partsOf(x, instances);
  const { rows, channels } = parts;
  const sums = makeNumbers(module, parts);
  const [from, to, bytes] = [addressOf(module, x), addressOf(module, sums), channels * FLOAT];
  overChannels(module, 'columnSums', parts, (part, first, end) => {
    return [from + part * rows * bytes, rows, channels, to + part * bytes, first, end];
  });
  return sums;
}

/** The sums of x · y over the rows: the gradient of a scale. [..., C] → [C], or [instances, C] */
export function channelProducts(module: KernelModule, x: TensorInfo, y: TensorInfo, instances = 1): TensorInfo {
  const parts = partsOf(x, instances);
  const { rows, channels } = parts;
  const sums = makeNumbers(module, parts);
  const [left, right, to, bytes] = [addressOf(module, x), addressOf(module, y), addressOf(module, sums), channels * FLOAT];
  overChannels(module, 'columnProducts', parts, (part, first, end) => {
    const row = part * rows * bytes;
    return [left + row, right + row, rows, channels, to + part * bytes, first, end];
  });
  return sums;
}

/** Mean and variance (of all rows, not of a sample), in two passes. [..., C] → [C], or [instances, C], each */
export function channelMoments(
  module: KernelModule,
  x: TensorInfo,
  instances = 1,
): { readonly mean: TensorInfo; readonly variance: TensorInfo } {
  const parts = partsOf(x, instances);
  const { rows, channels } = parts;
  const [mean, variance] = [makeNumbers(module, parts), makeNumbers(module, parts)];
  const [from, means, variances, bytes] = [addressOf(module, x), addressOf(module, mean), addressOf(module, variance), channels * FLOAT];
  overChannels(module, 'columnMoments', parts, (part, first, end) => {
    return [from + part * rows * bytes, rows, channels, means + part * bytes, variances + part * bytes, first, end];
  });
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
  const parts = partsOf(x, numbers ? sizeOf(numbers) / channelsOf(x) : 1);
  const { rows, channels } = parts;
  const y = makeFloats(module, x.shape);
  const [from, to, bytes] = [addressOf(module, x), addressOf(module, y), channels * FLOAT];
  const [scales, offsets, last] = [optionalAddress(module, scale), optionalAddress(module, offset), activationArguments(activation)];
  overRows(module, 'affine', parts, (part, first, count) => {
    const [row, at] = [(part * rows + first) * bytes, part * bytes];
    return [from + row, 0, scales && scales + at, offsets && offsets + at, to + row, count, channels, ...last];
  });
  return y;
}
