import type { Losses, StepEvent, TrainingSummary } from '../observer';
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

/** `dcgan  60,032 images in 2 min 26 s  411 images/s  discriminator 1.02  generator 1.31`; the rate is over `seconds` and `shown` of this sitting. */
export function finalLine({ system, images, seconds, losses }: TrainingSummary, sitting: { seconds: number; images: number }): string {
  const rate = sitting.seconds > 0 ? [`${shortNumber(sitting.images / sitting.seconds)} images/s`] : [];
  return [system, `${countInWords(images)} images in ${durationInWords(seconds)}`, ...rate, ...lossWords(losses)].join('  ');
}

/** Each network's total: the sum of its terms is what it minimizes. */
function lossWords(losses: Losses): string[] {
  return Object.entries(losses).map(([name, terms]) => `${name} ${shortNumber(Object.values(terms).reduce((sum, term) => sum + term, 0))}`);
}
