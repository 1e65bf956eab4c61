import type { JsonObject } from '@ganblocks/core';
import type { Figures, Losses, StepEvent, TrainingSummary } from '../observer';
import { countInWords, durationInWords, shortNumber } from './words';

/** What a progress line shows of a step. */
export type ProgressState = Pick<StepEvent, 'imagesSeen' | 'images' | 'imagesPerSecond' | 'secondsLeft' | 'losses'>;

/** `dcgan  38 %  22,848/60,000 images  412 images/s  1 min 30 s left  discriminator 1.02  generator 1.31` */
export function progressLine(system: string, { imagesSeen, images, imagesPerSecond, secondsLeft, losses }: ProgressState): string {
  const seen = Math.min(imagesSeen, images);
  return [
    system,
    `${Math.floor((100 * seen) / images)} %`,
    `${countInWords(seen)}/${countInWords(images)} images`,
    `${shortNumber(imagesPerSecond)} images/s`,
    `${durationInWords(secondsLeft)} left`,
    ...lossWords(losses),
  ].join('  ');
}

/**
 * `dcgan  60,032 images in 2 min 26 s  411 images/s  discriminator 1.02  generator 1.31  best fid 12.3 at 50,000  stopped: SIGINT`; the rate is over
 * `seconds` and `images` of this sitting.
 */
export function finalLine(
  { system, images, seconds, losses, best, stopped }: TrainingSummary,
  sitting: { seconds: number; images: number },
): string {
  const rate = sitting.seconds > 0 ? [`${shortNumber(sitting.images / sitting.seconds)} images/s`] : [];
  const records = Object.entries(best).map(
    ([name, { value, imagesSeen }]) => `best ${name} ${shortNumber(value)} at ${countInWords(imagesSeen)}`,
  );
  const end = stopped === undefined ? [] : [`stopped: ${stopped}`];
  return [system, `${countInWords(images)} images in ${durationInWords(seconds)}`, ...rate, ...lossWords(losses), ...records, ...end].join(
    '  ',
  );
}

/** `dcgan  20,032 images  fid 12.3 (best)  kid 0.02`; nothing where nothing was measured. */
export function figuresLine(system: string, imagesSeen: number, figures: Figures): string | undefined {
  const results = Object.entries(figures).map(([name, { value, isBest }]) => `${name} ${shortNumber(value)}${isBest ? ' (best)' : ''}`);
  return results.length === 0 ? undefined : [system, `${countInWords(imagesSeen)} images`, ...results].join('  ');
}

/** `data: emoji  licence: CC BY-SA 4.0  All emojis designed by …`; nothing where the data say nothing of it. */
export function licenceLine({ data }: JsonObject): string | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const { name, licence, attribution } = data as JsonObject;
  const words = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : []);
  const about = [...words(licence).map((text) => `licence: ${text}`), ...words(attribution)];
  return about.length === 0 ? undefined : [...words(name).map((text) => `data: ${text}`), ...about].join('  ');
}

/** Each network's total: the sum of its terms is what it minimizes. Measures one by one. */
function lossWords({ measures = {}, ...losses }: Losses): string[] {
  const totals = Object.entries(losses).map(([name, terms]) => [name, Object.values(terms).reduce((sum, term) => sum + term, 0)] as const);
  return [...totals, ...Object.entries(measures)].map(([name, value]) => `${name} ${shortNumber(value)}`);
}
