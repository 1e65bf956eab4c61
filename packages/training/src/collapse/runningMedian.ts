/** The median of the latest numbers. */
export interface RunningMedian {
  /** Undefined until there are three. */
  readonly value: number | undefined;
  /** Numbers that are not finite are left out. */
  push(value: number): void;
}

/** Below this many a median says little. */
const LEAST = 3;

/**
 * The median of the latest numbers, at most `window` of them (default 15): what a run is used to, which single outliers do not move.
 *
 * @example const usual = runningMedian(); [1, 9, 2].forEach((value) => usual.push(value)); usual.value; // 2
 */
export function runningMedian({ window = 15 }: { readonly window?: number } = {}): RunningMedian {
  const latest: number[] = [];
  return {
    get value() {
      if (latest.length < LEAST) return undefined;
      const sorted = [...latest].sort((a, b) => a - b);
      const middle = sorted.length >> 1;
      return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2;
    },
    push(value) {
      if (!Number.isFinite(value)) return;
      latest.push(value);
      if (latest.length > window) latest.shift();
    },
  };
}
