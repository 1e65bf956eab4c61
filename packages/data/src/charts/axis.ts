/** One axis: the numbers it spans, and its ticks, ascending, within the span. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly ticks: readonly number[];
}

/**
 * Ticks at multiples of 1, 2 or 5 times a power of ten, about `count` of them. `outward` widens the span to whole steps; otherwise it stays as
 * narrow as the data. A span of (nearly) one value is widened by a tenth on either side. No data at all: 0 to 1.
 */
export function axisOf(values: { low: number; high: number }, { count, outward }: { count: number; outward: boolean }): Axis {
  const { low, high } = widen(values.low, values.high);
  const step = stepOf((high - low) / Math.max(1, count));
  // Far enough below one step that a tick on the border is not lost to rounding.
  const slack = 1e-6;
  const first = outward ? Math.floor(low / step + slack) : Math.ceil(low / step - slack);
  const last = outward ? Math.ceil(high / step - slack) : Math.floor(high / step + slack);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return outward ? { low: first * step, high: last * step, step, ticks } : { low, high, step, ticks };
}

function widen(low: number, high: number): { low: number; high: number } {
  if (!(low <= high)) return { low: 0, high: 1 };
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > Math.max(1e-150, size * 1e-7)) return { low, high };
  const middle = low + (high - low) / 2;
  const half = size > 1e-100 ? size * 0.1 : 1;
  return { low: middle - half, high: middle + half };
}

/** The step of 1, 2 or 5 times a power of ten that is nearest (in ratio) to the wish. */
function stepOf(wish: number): number {
  const power = 10 ** Math.floor(Math.log10(wish));
  const ratio = wish / power;
  if (ratio < Math.SQRT2) return power;
  if (ratio < Math.sqrt(10)) return 2 * power;
  if (ratio < Math.sqrt(50)) return 5 * power;
  return 10 * power;
}
