export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Of numbers in any order; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** To hundredths of a thousandth. */
export const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;

export interface Summary {
  readonly median_s: number;
  readonly min_s: number;
  readonly max_s: number;
}

export const summary = (seconds: readonly number[]): Summary => ({
  median_s: rounded(median(seconds)),
  min_s: rounded(Math.min(...seconds)),
  max_s: rounded(Math.max(...seconds)),
});
