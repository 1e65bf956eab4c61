import { check } from '@ganblocks/core';
import { type AcganConfig, acganConfig } from '../acgan/config';

const keys = [
  ...(['labels', 'hiddenUnits', 'generatorKernel', 'firstUp', 'projectNorm', 'normAt', 'discriminatorStrides'] as const),
  ...(['discriminatorKernel', 'discriminatorNorm', 'activationNoise', 'dropout', 'initializer'] as const),
] as const;

/** What AC-GAN's networks are made with beside sizes and channels: see `AcganConfig`. */
export type AcganNetworks = Partial<Pick<AcganConfig, (typeof keys)[number]>>;

type Common = 'resolution' | 'imageChannels' | 'classes' | 'latentSize' | 'generatorChannels' | 'discriminatorChannels' | 'seed';
type Given = Partial<Pick<AcganConfig, Common>> & { readonly acganNetworks?: AcganNetworks };

/**
 * The configuration of AC-GAN's networks with the sizes and channels of rAC-GAN's.
 *
 * @throws GanError that names the key.
 */
export function acganPart(config: Given): AcganConfig {
  const { resolution, imageChannels, classes, latentSize, generatorChannels, discriminatorChannels, seed, acganNetworks = {} } = config;
  const unknown = Object.keys(acganNetworks).find((key) => !(keys as readonly string[]).includes(key));
  check(unknown === undefined, () => `rac-gan: '${unknown}' is no option of acganNetworks. Use ${keys.join(', ')}.`);
  const common = { resolution, imageChannels, classes, latentSize, generatorChannels, discriminatorChannels, seed };
  const given = Object.entries(common).filter(([, value]) => value !== undefined);
  return acganConfig({ ...Object.fromEntries(given), ...acganNetworks });
}
