import { check } from '@ganblocks/core';
import type { RateSchedule } from './rates';

/** When a decay runs, as parts of the run, and how far. */
export interface DecayOptions {
  /** Until then the rate stays, in [0, 1). Default: 0. */
  readonly from?: number;
  /** What is left of the rate at the end of the run. Default: 0. */
  readonly to?: number;
}

/**
 * The rate stays until the part `from` of the run, then falls in a line to `to` times itself at the end: CycleGAN and pix2pix from 0.5, StarGAN likewise.
 *
 * @throws GanError where `from` or `to` is out of range.
 * @example linearDecay({ from: 0.5 })({ imagesSeen: 75, images: 100, progress: 0.75, phase: { name: 'train', progress: 0.75 } }); // 0.5
 */
export function linearDecay(options: DecayOptions = {}): RateSchedule {
  const { from, to } = checkDecay('linearDecay', options);
  return ({ progress }) => 1 - (1 - to) * part(progress, from);
}

/**
 * As `linearDecay`, along half a wave of the cosine: 1 + (to − 1)(1 − cos πt) / 2, as R3GAN and much of what is trained today has it.
 *
 * @throws GanError where `from` or `to` is out of range.
 * @example cosineDecay()({ imagesSeen: 50, images: 100, progress: 0.5, phase: { name: 'train', progress: 0.5 } }); // 0.5
 */
export function cosineDecay(options: DecayOptions = {}): RateSchedule {
  const { from, to } = checkDecay('cosineDecay', options);
  return ({ progress }) => 1 + ((to - 1) * (1 - Math.cos(Math.PI * part(progress, from)))) / 2;
}

/** How fast an exponential decay is. */
export interface ExponentialDecayOptions {
  /** What the rate is divided by, above 1, … */
  readonly divisor: number;
  /** … each time so many images have been shown: the batch size, where a paper divides after each update. */
  readonly images: number;
  /** What is left of the rate at least. Default: 0. */
  readonly least?: number;
}

/**
 * The rate is divided again and again, at the same pace however long the run is: max(divisor^(-imagesSeen / images), least).
 *
 * The first GAN divides 0.1 by 1.000004 after each update of 100 images until 1e-6 is left.
 *
 * @throws GanError where an option is out of range.
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", https://arxiv.org/abs/1406.2661, and its code
 * @example exponentialDecay({ divisor: 2, images: 50 })({ imagesSeen: 100, images: 400, progress: 0.25, phase: { name: 'train', progress: 0.25 } }); // 0.25
 */
export function exponentialDecay({ divisor, images, least = 0 }: ExponentialDecayOptions): RateSchedule {
  check(divisor > 1 && Number.isFinite(divisor), () => `exponentialDecay: divisor must be a finite number above 1. Got ${divisor}.`);
  check(images > 0 && Number.isFinite(images), () => `exponentialDecay: images must be above 0. Got ${images}. Use the batch size.`);
  check(least >= 0 && least < 1, () => `exponentialDecay: least must be in [0, 1), a part of the rate. Got ${least}.`);
  return ({ imagesSeen }) => Math.max(divisor ** (-imagesSeen / images), least);
}

/** A decay in plain data, as presets of `@ganblocks/models` have it. */
export type RateDecay =
  (DecayOptions & { readonly decay: 'linear' | 'cosine' }) | (ExponentialDecayOptions & { readonly decay: 'exponential' });

/**
 * The schedule that plain data says: `linearDecay`, `cosineDecay` or `exponentialDecay` with its options.
 *
 * @throws GanError as they do.
 * @example rateDecay({ decay: 'linear', from: 0.5, to: 0 })({ imagesSeen: 75, images: 100, progress: 0.75, phase: { name: 'train', progress: 0.75 } }); // 0.5
 */
export function rateDecay(data: RateDecay): RateSchedule {
  if (data.decay === 'exponential') return exponentialDecay(data);
  return data.decay === 'linear' ? linearDecay(data) : cosineDecay(data);
}

/**
 * The rate grows in a line from 0 over the first `images`: min(imagesSeen / images, 1).
 *
 * @throws GanError where `images` is not above 0.
 * @example warmUp(1000)({ imagesSeen: 250, images: 10_000, progress: 0.025, phase: { name: 'train', progress: 0.025 } }); // 0.25
 */
export function warmUp(images: number): RateSchedule {
  check(images > 0, () => `warmUp: images must be above 0. Got ${images}. Use how many images the rate shall grow over.`);
  return ({ imagesSeen }) => Math.min(imagesSeen / images, 1);
}

/**
 * The product of schedules: a warm-up, then a decay.
 *
 * @example const rate = productOf(warmUp(10_000), cosineDecay());
 */
export const productOf =
  (...schedules: readonly RateSchedule[]): RateSchedule =>
  (at) =>
    schedules.reduce((product, schedule) => product * schedule(at), 1);

/** How much of the decay is done. */
const part = (progress: number, from: number): number => Math.min(1, Math.max(0, (progress - from) / (1 - from)));

function checkDecay(where: string, { from = 0, to = 0 }: DecayOptions): Required<DecayOptions> {
  check(from >= 0 && from < 1, () => `${where}: from must be in [0, 1), a part of the run. Got ${from}.`);
  check(to >= 0 && Number.isFinite(to), () => `${where}: to must be a finite number from 0. Got ${to}.`);
  return { from, to };
}
