import { check, type GanSystem, GanError, type ImageBatch, type JsonObject, printable, shown } from '@ganblocks/core';
import { dcgan } from './dcgan/dcgan';

export interface RegisteredSystem {
  /** Builds the system from a configuration out of a file. */
  create(config: JsonObject): GanSystem<ImageBatch> & { dispose(): void };
  /** A configuration small enough for a test. */
  readonly example: JsonObject;
}

/** Every system of this package by name: a line each. */
export const systems: Readonly<Record<string, RegisteredSystem>> = {
  dcgan: { create: dcgan, example: { resolution: 16, imageChannels: 1, latentSize: 3, width: 2, seed: 5 } },
};

/**
 * Builds a system again from what a run's configuration says of it: its `name` and its `config`.
 *
 * @throws GanError where there is no such system, or the configuration is out of range.
 * @example const system = createSystem('dcgan', { resolution: 28, imageChannels: 1 });
 */
export function createSystem(name: string, config: JsonObject = {}): ReturnType<RegisteredSystem['create']> {
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  if (!system) throw new GanError(`createSystem: there is no system '${printable(name)}'. Use ${Object.keys(systems).join(', ')}.`);
  const given: unknown = config;
  check(typeof given === 'object' && given !== null && !Array.isArray(given), () => {
    return `createSystem: the configuration of '${name}' must be an object. Got ${shown(given)}. Leave it out for the defaults.`;
  });
  return system.create(config);
}
