import { check } from '@ganblocks/core';
import { findPreset } from '@ganblocks/models';
import { type PresetOptions, presetOptions } from '@ganblocks/training';
import type { LearnRow } from './row';

/**
 * How a row's preset says that it is trained.
 *
 * @throws GanError where the registry has no such preset, or it says no number of images or no batch size.
 */
export function presetRun(row: Pick<LearnRow, 'system' | 'preset'>): PresetOptions {
  const { training = {} } = findPreset(row.system, row.preset);
  const { images, batchSize } = training;
  check(images !== undefined && batchSize !== undefined, () => {
    return `learn: preset '${row.preset}' of '${row.system}' must say images and batchSize. Got ${images} and ${batchSize}. Add them to its 'training'.`;
  });
  return presetOptions(training);
}
