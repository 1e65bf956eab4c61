import { check, type GanSystem, type ImageBatch, type JsonObject } from '@ganblocks/core';
import { findPreset } from '@ganblocks/models';
import type { PresetOptions, RateSchedules } from '@ganblocks/training';
import { presetRun } from './presetRun';
import type { BesideArm, LearnRow } from './row';

/** What one run of a row trains, and how. */
export interface Run {
  readonly system: string;
  readonly preset: string;
  /** Of the preset, with what differs from it; the seed is not in it. */
  readonly config: JsonObject;
  readonly options: PresetOptions;
}

/** The row's own run, or one of those beside it. */
export function runOf(row: LearnRow, beside: Omit<BesideArm, 'name'> = {}): Run {
  const { system = row.system, preset = row.preset, config = {}, training = {} } = beside;
  return {
    ...{ system, preset },
    config: { ...findPreset(system, preset).config, ...config },
    options: presetRun({ system, preset, training }),
  };
}

type State = Pick<GanSystem<ImageBatch>, 'state'>;
const optimizersOf = ({ state }: State): readonly string[] => Object.keys(state).filter((key) => 'learningRate' in state[key]!);

/** The preset's schedule for every optimizer. */
export const movingRates = ({ options }: Run, system: State): RateSchedules =>
  Object.fromEntries(optimizersOf(system).map((key) => [key, options.rates]));

/** The preset's schedule for every optimizer, 0 for those of the generator. */
export function stillRates({ options }: Run, system: State, { name, generators }: Pick<LearnRow, 'name' | 'generators'>): RateSchedules {
  const keys = optimizersOf(system);
  const stopped = keys.filter((key) => generators?.includes(key) ?? key.startsWith('generator'));
  check(stopped.length > 0, () => {
    return `learn: '${name}' must have an optimizer of a generator to stop. Got ${keys.join(', ') || 'none'}. Name it in the row's 'generators'.`;
  });
  return Object.fromEntries(keys.map((key) => [key, stopped.includes(key) ? () => 0 : options.rates]));
}
