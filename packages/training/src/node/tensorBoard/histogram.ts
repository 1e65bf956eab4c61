/** Counts of values by size, as TensorBoard takes them: `counts[i]` values lie below `limits[i]` and not below the limit before it. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Ascending. */
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

/** Gathers values without keeping them. */
export interface HistogramBuilder {
  add(values: Iterable<number>): void;
  result(): Histogram;
}

const SMALLEST = 1e-12;
const GROWTH = 1.1;
/** ±1e-12 · 1.1^k up to 1e20: as fine for weights of 1e-4 as for those of 1. */
const STEPS = Math.ceil(Math.log(1e20 / SMALLEST) / Math.log(GROWTH));
const SIZES = Array.from({ length: STEPS }, (_, step) => SMALLEST * GROWTH ** step);
const LIMITS = [...SIZES.map((size) => -size).reverse(), 0, ...SIZES, Number.MAX_VALUE];

/**
 * A histogram in TensorFlow's exponential buckets: each a tenth wider than the one nearer to 0. Needs one pass and does not know the range
 * beforehand; values that are NaN or infinite are left out. Empty buckets at either end are cut off.
 */
export function histogramBuilder(): HistogramBuilder {
  const counts = new Float64Array(LIMITS.length);
  const total = { min: Infinity, max: -Infinity, count: 0, sum: 0, sumOfSquares: 0 };
  return {
    add(values) {
      for (const value of values) {
        if (!Number.isFinite(value)) continue;
        counts[bucketOf(value)]! += 1;
        total.min = Math.min(total.min, value);
        total.max = Math.max(total.max, value);
        total.count += 1;
        total.sum += value;
        total.sumOfSquares += value * value;
      }
    },
    result() {
      if (total.count === 0) return { min: 0, max: 0, count: 0, sum: 0, sumOfSquares: 0, limits: [], counts: [] };
      const first = counts.findIndex((count) => count > 0);
      const last = counts.length - 1 - [...counts].reverse().findIndex((count) => count > 0);
      return { ...total, limits: LIMITS.slice(first, last + 1), counts: [...counts.slice(first, last + 1)] };
    },
  };
}

/** The bucket of a value; values on a border may fall to either side of it. */
function bucketOf(value: number): number {
  const size = Math.abs(value);
  const step = size < SMALLEST ? 0 : Math.min(STEPS, Math.floor(Math.log(size / SMALLEST) / Math.log(GROWTH)) + 1);
  // LIMITS[STEPS] is 0: what is above it lies in the bucket after it, what is below it in its own or an earlier one.
  return value >= 0 ? STEPS + 1 + step : STEPS - step;
}
