import { type RateDecay, rateDecay } from './schedules';
import type { RateSchedule } from './rates';
import type { EmaSettings } from './trainOptions';

/** What a preset of `@ganblocks/models` says of the run: plain data. */
export interface PresetOptionsData {
  readonly images?: number;
  readonly batchSize?: number;
  readonly ema?: EmaSettings | null;
  readonly rates?: RateDecay;
}

/** Options of `train`. */
export interface PresetOptions {
  readonly images: number;
  readonly batchSize: number;
  /** Absent: what `train` averages by itself. */
  readonly ema?: EmaSettings | null;
  readonly rates: RateSchedule;
}

/**
 * What a preset says of the run, as options of `train`. Where it says no number of images, 200,000; no batch size, 64; no decay, the rates stay.
 *
 * @throws GanError where the decay is none.
 * @example await train(gan, digits, { ...presetOptions({ images: 64, batchSize: 8, rates: { decay: 'linear', from: 0.5 } }), seed: 7 });
 */
export function presetOptions({ images = 200_000, batchSize = 64, ema, rates }: PresetOptionsData = {}): PresetOptions {
  return { images, batchSize, ...(ema === undefined ? {} : { ema }), rates: rates ? rateDecay(rates) : () => 1 };
}
