import { printable } from '@ganblocks/core';
import { checkUsage } from '../usageError';

const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 };

/**
 * A whole number as people write it: 200k, 1.5M, 80,000, 60_000.
 *
 * @throws UsageError that begins with `option` where the text is none, or it is below `least`.
 * @example wholeNumber('--images', '1.5M'); // 1500000
 */
export function wholeNumber(option: string, text: string, least = 1): number {
  const [, digits = '', unit = ''] = /^(\d[\d,_]*(?:\.\d+)?)([kKmM]?)$/.exec(text.trim()) ?? [];
  const number = Number(digits.replaceAll(/[,_]/g, ''));
  // 1.005k is 1005, whatever binary fractions say.
  const value = unit === '' ? number : Number((number * (UNITS[unit.toLowerCase()] ?? NaN)).toPrecision(15));
  checkUsage(digits !== '' && Number.isSafeInteger(value) && value >= least, () => {
    return `${option} must be a whole number from ${least}; 200k and 1.5M are understood. Got '${printable(text)}'.`;
  });
  return value;
}

/**
 * A number between two others, both included.
 *
 * @throws UsageError that begins with `option` where the text is none.
 * @example numberWithin('--psi', '0.7', { least: 0, most: 1 }); // 0.7
 */
export function numberWithin(
  option: string,
  text: string,
  { least = -Infinity, most = Infinity }: { least?: number; most?: number } = {},
): number {
  const value = text.trim() === '' ? NaN : Number(text);
  checkUsage(Number.isFinite(value) && value >= least && value <= most, () => {
    const range = [...(least > -Infinity ? [`from ${least}`] : []), ...(most < Infinity ? [`to ${most}`] : [])].join(' ');
    return `${option} must be a number${range === '' ? '' : ` ${range}`}. Got '${printable(text)}'.`;
  });
  return value;
}

/** Names with commas between them, none twice. */
export function nameList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
