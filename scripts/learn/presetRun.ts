import { check } from '@ganblocks/core';
import { findPreset, type PresetTraining } from '@ganblocks/models';
import { type PresetOptions, presetOptions } from '@ganblocks/training';

interface PresetRun {
  readonly system: string;
  readonly preset: string;
  /** What differs from the preset's own. */
  readonly training?: PresetTraining;
}

/**
 * How a run's preset says that it is trained.
 *
 * @throws GanError where the registry has no such preset, or it says no number of images or no batch size.
 */
export function presetRun({ system, preset, training: own = {} }: PresetRun): PresetOptions {
  const training = { ...findPreset(system, preset).training, ...own };
  const { images, batchSize } = training;
  check(images !== undefined && batchSize !== undefined, () => {
    return `learn: preset '${preset}' of '${system}' must say images and batchSize. Got ${images} and ${batchSize}. Add them to its 'training'.`;
  });
  return presetOptions(training);
}
