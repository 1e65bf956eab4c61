import { check } from '@ganblocks/core';
import { checkInteger, resolveConfig } from '../config/resolveConfig';
import { type WganGpConfig, wganGpConfig } from './config';

/** Plain data; every key has a default. `networks` is 'resnet'. */
export type ConditionalWganGpConfig = WganGpConfig & {
  /** Default 10. */
  readonly classes: number;
  /** Of the cross-entropy of reals' classes in the critic's loss. Default 1. */
  readonly criticClassWeight: number;
  /** Of the cross-entropy of fakes' classes in the generator's loss. Default 0.1. */
  readonly generatorClassWeight: number;
};

/**
 * A full configuration of the conditional WGAN-GP, validated.
 *
 * @throws GanError that names the key.
 * @example conditionalWganGpConfig({ resolution: 16 }).classes; // 10
 */
export function conditionalWganGpConfig(config: Partial<ConditionalWganGpConfig> = {}): ConditionalWganGpConfig {
  const where = 'conditional-wgan-gp';
  const classes = { classes: 10, criticClassWeight: 1, generatorClassWeight: 0.1 };
  const settings = resolveConfig(where, { ...wganGpConfig({ networks: 'resnet' }), ...classes }, config);
  const { networks, criticClassWeight, generatorClassWeight } = settings;
  check(networks === 'resnet', () => `${where}: networks must be 'resnet', as in the authors' code. Got '${networks}'. Leave it out.`);
  checkInteger(where, 'classes', settings.classes, 1);
  for (const [name, weight] of Object.entries({ criticClassWeight, generatorClassWeight }))
    check(Number.isFinite(weight) && weight >= 0, () => `${where}: ${name} must be a finite number >= 0. Got ${weight}.`);
  const networkPart = Object.fromEntries(Object.entries(settings).filter(([key]) => !Object.hasOwn(classes, key)));
  wganGpConfig(networkPart, where);
  return settings;
}
