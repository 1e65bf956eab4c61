import { check, GanError, type GanSystem, type ImageBatch, type JsonObject, type LatentSpace, printable, shown } from '@ganblocks/core';
import { dcganConfig } from './dcgan/config';
import { dcgan } from './dcgan/dcgan';
import { dcganPresets } from './dcgan/presets';
import type { Preset } from './preset';

/** A system that is built by name: it can be freed, and may have a latent space that tools work on. */
export type CreatedSystem = GanSystem<ImageBatch> & { readonly latents?: LatentSpace; dispose(): void };

export interface RegisteredSystem {
  /** Builds the system from a configuration out of a file. */
  create(config: JsonObject): CreatedSystem;
  /** The full configuration, validated; nothing is built. */
  configure(config: JsonObject): JsonObject;
  /** A sentence. */
  readonly summary: string;
  readonly paper: { readonly title: string; readonly url: string };
  /** What its batches hold: images, or points of a plane as images `[N, 1, 1, 2]`. */
  readonly learns: 'images' | 'points';
  /** Settings that belong together, by name. */
  readonly presets: Readonly<Record<string, Preset>>;
  /** A configuration small enough for a test. */
  readonly example: JsonObject;
}

/** Every system of this package by name: an entry each. */
export const systems: Readonly<Record<string, RegisteredSystem>> = {
  dcgan: {
    create: dcgan,
    configure: dcganConfig,
    summary: 'A convolutional generator against a convolutional discriminator, both with batch norm.',
    paper: {
      title: 'Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks',
      url: 'https://arxiv.org/abs/1511.06434',
    },
    learns: 'images',
    presets: dcganPresets,
    example: { resolution: 16, imageChannels: 1, latentSize: 3, width: 2, seed: 5 },
  },
};

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
