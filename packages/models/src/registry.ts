import { check, GanError, type JsonObject, printable, shown } from '@ganblocks/core';
import { acganEntry } from './acgan/entry';
import { beganEntry } from './began/entry';
import { biganEntry } from './bigan/entry';
import { cganEntry } from './cgan/entry';
import { dcganEntry } from './dcgan/entry';
import { ebganEntry } from './ebgan/entry';
import { ganEntry } from './gan/entry';
import { infoganEntry } from './infogan/entry';
import { lapganEntry } from './lapgan/entry';
import { racGanEntry, rcGanEntry } from './rgan/entry';
import { sganEntry } from './sgan/entry';
import { projectionCganEntry, snganEntry } from './sngan/entry';
import { wganEntry } from './wgan/entry';
import { conditionalWganGpEntry, wganGpEntry } from './wganGp/entry';
import type { Preset } from './preset';
import type { CreatedSystem, RegisteredSystem } from './registeredSystem';

/** Every system of this package by name. */
export const systems: Readonly<Record<string, RegisteredSystem>> = {
  acgan: acganEntry,
  began: beganEntry,
  bigan: biganEntry,
  cgan: cganEntry,
  'conditional-wgan-gp': conditionalWganGpEntry,
  dcgan: dcganEntry,
  ebgan: ebganEntry,
  gan: ganEntry,
  infogan: infoganEntry,
  lapgan: lapganEntry,
  'projection-cgan': projectionCganEntry,
  'rac-gan': racGanEntry,
  'rc-gan': rcGanEntry,
  sgan: sganEntry,
  sngan: snganEntry,
  wgan: wganEntry,
  'wgan-gp': wganGpEntry,
};

/**
 * A preset of a system: `config` is for the system, `training` for whoever trains it (`presetOptions` of `@ganblocks/training`).
 *
 * @throws GanError where there is no such system, or it has no such preset.
 * @example const { config } = findPreset('dcgan', 'first-light');
 */
export function findPreset(system: string, name: string): Preset {
  const registered = Object.hasOwn(systems, system) ? systems[system] : undefined;
  if (!registered) throw new GanError(`findPreset: there is no system '${printable(system)}'. Use ${Object.keys(systems).join(', ')}.`);
  const { presets } = registered;
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (!preset) throw new GanError(`findPreset: ${system} has no preset '${printable(name)}'. Use ${Object.keys(presets).join(', ')}.`);
  return preset;
}

/**
 * Builds a system again from what a run's configuration says of it: its `name` and its `config`.
 *
 * @throws GanError where there is no such system, or the configuration is out of range.
 * @example const system = createSystem('dcgan', { resolution: 28, imageChannels: 1 });
 */
export function createSystem(name: string, config: JsonObject = {}): CreatedSystem {
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  if (!system) throw new GanError(`createSystem: there is no system '${printable(name)}'. Use ${Object.keys(systems).join(', ')}.`);
  const given: unknown = config;
  check(typeof given === 'object' && given !== null && !Array.isArray(given), () => {
    return `createSystem: the configuration of '${name}' must be an object. Got ${shown(given)}. Leave it out for the defaults.`;
  });
  return system.create(config);
}
