import { check } from '@ganblocks/core';
import { type Preset, type PresetDecay, systems } from '@ganblocks/models';
import { cosineDecay, exponentialDecay, linearDecay, type EmaSettings, type RateSchedule } from '@ganblocks/training';
import type { LearnRow } from './row';

/** A preset's fall of the rates as a schedule. */
function scheduleOf(rates: PresetDecay): RateSchedule {
  if (rates.decay === 'exponential') return exponentialDecay(rates);
  return rates.decay === 'linear' ? linearDecay(rates) : cosineDecay(rates);
}

/** A preset's `training` as options of `train`. */
export interface PresetRun {
  readonly images: number;
  readonly batchSize: number;
  /** Absent: what `train` averages by itself. */
  readonly ema?: EmaSettings | null;
  readonly rate: RateSchedule;
}

/**
 * The preset of a row.
 *
 * @throws GanError where the registry has no such system or preset.
 */
export function presetOf({ name, system, preset }: Pick<LearnRow, 'name' | 'system' | 'preset'>): Preset {
  const registered = systems[system];
  const found = registered?.presets[preset];
  check(found !== undefined, () => {
    const known = registered ? `Presets: ${Object.keys(registered.presets).join(', ')}.` : `Systems: ${Object.keys(systems).join(', ')}.`;
    return `learn: '${name}' needs preset '${preset}' of '${system}'. The registry has none. ${known}`;
  });
  return found;
}

/**
 * How a preset says that it is trained.
 *
 * @throws GanError where it says no number of images or no batch size.
 */
export function presetRun(row: LearnRow): PresetRun {
  const { images, batchSize, ema, rates } = presetOf(row).training ?? {};
  check(images !== undefined && batchSize !== undefined, () => {
    return `learn: preset '${row.preset}' of '${row.system}' must say images and batchSize. Got ${images} and ${batchSize}. Add them to its 'training'.`;
  });
  const rate = rates ? scheduleOf(rates) : () => 1;
  return { images, batchSize, rate, ...(ema === undefined ? {} : { ema }) };
}
