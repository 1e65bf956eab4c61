import type { GoldenArray, Tolerance } from './goldenCase';

/** The outcome for one tensor. */
export interface Comparison {
  readonly passed: boolean;
  /** Largest error as a multiple of what is tolerated: 1 is the limit, `Infinity` where no error can be told. */
  readonly worst: number;
  /** Why it failed, for people. */
  readonly reason?: string;
}

const product = (shape: readonly number[]): number => shape.reduce((total, size) => total * size, 1);
const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((size, axis) => size === b[axis]);
const failure = (reason: string): Comparison => ({ passed: false, worst: Infinity, reason });

function firstNotFinite(data: ArrayLike<number>): number | undefined {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return undefined;
}

/**
 * Compares computed numbers with stored ones, in float64: max|a-b| <= atol + rtol * max|b| over the tensor.
 *
 * Another shape, another count of numbers, and any NaN or infinity on either side fail.
 *
 * @example compareGolden({ shape: [2], data: [1, 2] }, { shape: [2], data: [1, 2.1] }, { rtol: 1e-4, atol: 1e-6 }).passed; // false
 */
export function compareGolden(actual: GoldenArray, stored: GoldenArray, { rtol, atol }: Tolerance): Comparison {
  if (!sameShape(actual.shape, stored.shape)) return failure(`has shape [${actual.shape}], stored is [${stored.shape}]`);
  if (actual.data.length !== product(actual.shape) || stored.data.length !== actual.data.length) {
    return failure(`has ${actual.data.length} numbers, stored are ${stored.data.length}, and shape [${actual.shape}] has ${product(actual.shape)}`);
  }
  const notFinite = firstNotFinite(actual.data);
  if (notFinite !== undefined) return failure(`has ${actual.data[notFinite]} at index ${notFinite}`);
  const storedNotFinite = firstNotFinite(stored.data);
  if (storedNotFinite !== undefined) return failure(`is stored with ${stored.data[storedNotFinite]} at index ${storedNotFinite}`);

  let [error, largest, at] = [0, 0, 0];
  for (let i = 0; i < actual.data.length; i++) {
    const [a, b] = [Number(actual.data[i]), Number(stored.data[i])];
    largest = Math.max(largest, Math.abs(b));
    if (Math.abs(a - b) <= error) continue;
    [error, at] = [Math.abs(a - b), i];
  }
  const limit = atol + rtol * largest;
  if (error <= limit) return { passed: true, worst: error === 0 ? 0 : error / limit };
  return {
    passed: false,
    worst: error / limit,
    reason: `is off by ${error.toExponential(2)} at index ${at} (${actual.data[at]}, stored ${stored.data[at]}; tolerated ${limit.toExponential(2)})`,
  };
}
