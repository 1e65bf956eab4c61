import type { Axis } from './axis';

const UNITS = [
  { least: 1e12, size: 1e12, letter: 'T' },
  { least: 1e9, size: 1e9, letter: 'G' },
  { least: 1e6, size: 1e6, letter: 'M' },
  { least: 1e4, size: 1e3, letter: 'k' },
  { least: 1e-4, size: 1, letter: '' },
] as const;

/** The ticks of an axis as text, all in one unit with as many decimals as the step needs: `0`, `0.5M`, `1.0M`; `2×10⁻⁶` for the very small or large. */
export function tickLabels({ ticks, step }: Axis): string[] {
  const largest = Math.max(...ticks.map(Math.abs), step);
  const unit = largest < 1e16 ? UNITS.find(({ least }) => largest >= least) : undefined;
  if (unit !== undefined) return ticks.map((tick) => label(tick, step, unit.size, unit.letter));
  const exponent = Math.floor(Math.log10(largest));
  return ticks.map((tick) => label(tick, step, 10 ** exponent, `×10${superscript(exponent)}`));
}

function label(tick: number, step: number, size: number, suffix: string): string {
  if (Math.abs(tick) < step / 2) return '0';
  const decimals = Math.max(0, -Math.floor(Math.log10(step / size) + 1e-6));
  const digits = Math.abs(tick / size).toFixed(Math.min(decimals, 20));
  return `${tick < 0 ? '−' : ''}${digits}${suffix}`;
}

function superscript(exponent: number): string {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  return `${exponent < 0 ? '⁻' : ''}${Array.from(String(Math.abs(exponent)), (digit) => digits[Number(digit)]).join('')}`;
}
