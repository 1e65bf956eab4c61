import { printable } from '@ganblocks/core';
import { cosineDecay, exponentialDecay, linearDecay, productOf, type RateSchedule, warmUp } from '@ganblocks/training';
import { wholeNumber } from '../options/values';
import { asUsage, checkUsage } from '../usageError';

/** What `--rates` understands, for the help. */
export const RATES = 'linear[:FROM[:TO]], cosine[:FROM[:TO]], exponential:DIVISOR:IMAGES[:LEAST], warmup:IMAGES, or two joined by +';

/**
 * The schedule that a text says: `linear:0.5:0` stays until half of the run and then falls in a line to 0; `warmup:10k+cosine` grows, then falls;
 * `exponential:1.000004:100` is divided by that each 100 images.
 *
 * @throws UsageError where the text is none.
 */
export function rateSpec(text: string): RateSchedule {
  return productOf(...text.split('+').map((part) => one(part.trim(), text)));
}

function one(part: string, whole: string): RateSchedule {
  const [kind = '', ...numbers] = part.split(':');
  const expected = (): string => `--rates must be ${RATES}, such as linear:0.5 or warmup:10k+cosine. Got '${printable(whole)}'.`;
  if (kind === 'warmup') {
    checkUsage(numbers.length === 1, expected);
    return warmUp(wholeNumber('--rates warmup', numbers[0] ?? ''));
  }
  const values = numbers.map((value) => (value.trim() === '' ? NaN : Number(value)));
  checkUsage(values.every(Number.isFinite), expected);
  if (kind === 'exponential') {
    const [divisor = 0, images = 0, least = 0] = values;
    checkUsage(values.length === 2 || values.length === 3, expected);
    return asUsage(() => exponentialDecay({ divisor, images, least }));
  }
  const decay = { linear: linearDecay, cosine: cosineDecay }[kind];
  const [from = 0, to = 0] = values;
  checkUsage(decay !== undefined && values.length < 3, expected);
  return asUsage(() => decay({ from, to }));
}
