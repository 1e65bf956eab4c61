import { numberWithin, wholeNumber } from '../options/values';
import { checkUsage } from '../usageError';

/** How weights are averaged; null: not at all. */
export type AverageSettings = { readonly halfLifeImages: number; readonly rampUp?: number } | null;

/**
 * What `--ema` says: `10k` is a half-life in images, `10k:0.05` has a ramp-up too, `off` averages nothing.
 *
 * @throws UsageError where the text is none.
 */
export function averageSpec(text: string): AverageSettings {
  if (text === 'off') return null;
  const [halfLife = '', rampUp, ...more] = text.split(':');
  checkUsage(more.length === 0, () => `--ema must be IMAGES, IMAGES:RAMP or off, such as 10k or 10k:0.05. Got '${text}'.`);
  const halfLifeImages = wholeNumber('--ema', halfLife);
  return rampUp === undefined ? { halfLifeImages } : { halfLifeImages, rampUp: numberWithin('--ema ramp', rampUp, { least: 0 }) };
}
