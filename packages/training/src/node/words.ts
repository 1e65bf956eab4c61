const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/**
 * A length of time in its two largest units: `45 s`, `1 min 30 s`, `2 h 5 min`, `3 d 4 h`.
 *
 * @example durationInWords(90) // '1 min 30 s'
 */
export function durationInWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const largest = UNITS.findIndex(([, length]) => whole >= length);
  if (largest === -1) return '0 s';
  const [first, second] = UNITS.slice(largest, largest + 2);
  const step = second?.[1] ?? 1;
  const rounded = Math.round(whole / step) * step;
  // Rounding may reach the next larger unit: 23 h 59 min 40 s is a day.
  if (rounded !== whole) return durationInWords(rounded);
  const parts = [countOf(Math.floor(whole / first![1]), first![0]), countOf((whole % first![1]) / step, second?.[0] ?? '')];
  return parts.filter((part) => part !== '').join(' ');
}

const countOf = (count: number, unit: string): string => (count === 0 ? '' : `${count} ${unit}`);

/** A count with thousands separated: `22,848`. */
export function countInWords(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** A rate or a loss short enough for a line: `412`, `31.4`, `1.02`, `3.1e-4`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return size < 1e6 ? countInWords(value) : value.toExponential(1);
  if (size >= 10) return value.toFixed(1);
  if (size >= 0.01 || size === 0) return value.toFixed(2);
  return value.toExponential(1);
}

/** A moment of a run: `step 120, 7,680 images`. */
export function atMoment({ step, imagesSeen }: { readonly step: number; readonly imagesSeen: number }): string {
  return `step ${step}, ${countInWords(imagesSeen)} images`;
}
