import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activationArguments, type Activation } from './activation';
import { addressOf, makeFloats, optionalAddress, sizeOf } from './addresses';
import { makeNumbers } from './channels';
import type { KernelModule } from './kernelModule';
import { channelsOf, overChannels, overRows, type Parts, partsOf } from './parts';

const FLOAT = 4;
/** What a kernel may write beyond the end of its numbers. */
const BEYOND = 12;

/** Moments [C] or [instances, C], and what a normalization has learned: [C], or [parts, C] where parts of an instance have numbers of their own. */
export interface Normalization {
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
  readonly scale?: TensorInfo | undefined;
  readonly offset?: TensorInfo | undefined;
  readonly epsilon: number;
  /** Parts of x with scales and offsets of their own; default 1, or as many as there are moments. */
  readonly parts?: number;
}

/** Bytes from the numbers of a part to those of the next, 0 where all parts have the same. */
const stepOf = (numbers: TensorInfo | undefined, { channels }: Parts): number =>
  numbers && sizeOf(numbers) > channels ? channels * FLOAT : 0;

/** All parts of `x`, and how many of them share moments. */
function cut(x: TensorInfo, { mean, parts = 1 }: Normalization): { readonly parts: Parts; readonly shared: number } {
  const instances = sizeOf(mean) / channelsOf(x);
  const count = Math.max(instances, parts);
  return { parts: partsOf(x, count), shared: count / instances };
}

/** activation((x - mean) / √(variance + epsilon) · scale + offset) */
export function normalize(module: KernelModule, x: TensorInfo, by: Normalization, activation?: Activation): TensorInfo {
  const { mean, variance, scale, offset, epsilon } = by;
  const { parts, shared } = cut(x, by);
  const { rows, channels, count } = parts;
  const bytes = channels * FLOAT;
  const [scaleStep, offsetStep] = [stepOf(scale, parts), stepOf(offset, parts)];
  const y = makeFloats(module, x.shape);
  module.scratch.use((take) => {
    const factors = take(count * bytes);
    const [from, to, means, variances] = [addressOf(module, x), addressOf(module, y), addressOf(module, mean), addressOf(module, variance)];
    const [scales, offsets, last] = [optionalAddress(module, scale), optionalAddress(module, offset), activationArguments(activation)];
    const momentsOf = (part: number): number => Math.floor(part / shared) * bytes;
    for (let part = 0; part < count; part++) {
      const weights = scales && scales + part * scaleStep;
      module.kernels.inverseDeviations(variances + momentsOf(part), weights, epsilon, channels, factors + part * bytes);
    }
    overRows(module, 'affine', parts, (part, first, length) => {
      const row = (part * rows + first) * bytes;
      const offsetAt = offsets && offsets + part * offsetStep;
      return [from + row, means + momentsOf(part), factors + part * bytes, offsetAt, to + row, length, channels, ...last];
    });
  });
  return y;
}

/** What reaches a normalization from behind: by y, and by the moments. */
export interface NormalizationGradients {
  readonly dy: TensorInfo;
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
}

/**
 * The gradients of a normalization by its own moments: by the input, through the moments too, and by scale and offset, [C] or [parts, C] (of which a
 * shared scale gets the sum).
 */
export function normalizeGradient(
  module: KernelModule,
  x: TensorInfo,
  gradients: NormalizationGradients,
  by: Normalization,
): { readonly dx: TensorInfo; readonly scaleGradient: TensorInfo; readonly offsetGradient: TensorInfo } {
  const { mean, variance, scale, epsilon } = by;
  const { parts, shared } = cut(x, by);
  const { rows, channels, count } = parts;
  const bytes = channels * FLOAT;
  const instances = count / shared;
  const [dx, scaleGradient, offsetGradient] = [makeFloats(module, x.shape), makeNumbers(module, parts), makeNumbers(module, parts)];
  module.scratch.use((take) => {
    const [inverses, a] = [take(instances * bytes), take(count * bytes)];
    const [b, c] = [take(instances * bytes + BEYOND), take(instances * bytes + BEYOND)];
    const [from, dy, to] = [addressOf(module, x), addressOf(module, gradients.dy), addressOf(module, dx)];
    const [means, variances] = [addressOf(module, mean), addressOf(module, variance)];
    const [byMean, byVariance] = [addressOf(module, gradients.mean), addressOf(module, gradients.variance)];
    const [scaleSums, offsetSums, scales] = [
      addressOf(module, scaleGradient),
      addressOf(module, offsetGradient),
      optionalAddress(module, scale),
    ];
    const momentsOf = (part: number): number => Math.floor(part / shared) * bytes;
    module.kernels.inverseDeviations(variances, 0, epsilon, instances * channels, inverses);
    overChannels(module, 'batchNormSums', parts, (part, first, end) => {
      const [row, at, moments] = [part * rows * bytes, part * bytes, momentsOf(part)];
      const sums = [scaleSums + at, offsetSums + at] as const;
      return [from + row, dy + row, means + moments, inverses + moments, rows, channels, ...sums, first, end];
    });
    const step = stepOf(scale, parts);
    for (let instance = 0; instance < instances; instance++) {
      const [at, first] = [instance * bytes, instance * shared];
      const sums = [scaleSums + first * bytes, offsetSums + first * bytes] as const;
      const [weights, results] = [scales && scales + first * step, [a + first * bytes, b + at, c + at] as const];
      const moments = [byMean + at, byVariance + at] as const;
      module.kernels.batchNormCoefficients(inverses + at, weights, step, ...sums, ...moments, shared, shared * rows, channels, ...results);
    }
    overRows(module, 'combine', parts, (part, first, length) => {
      const [row, at] = [(part * rows + first) * bytes, momentsOf(part)];
      return [dy + row, from + row, a + part * bytes, means + at, b + at, c + at, to + row, length, channels];
    });
  });
  return { dx, scaleGradient, offsetGradient };
}
