import { check, shown } from '@ganblocks/core';
import { checkRange } from '../config/checkList';
import { checkInteger, resolveConfig } from '../config/resolveConfig';

/** Plain data; every key has a default. */
export type InfoganConfig = {
  /** Height and width: a multiple of 4. Default 28. */
  readonly resolution: number;
  /** Default 1. */
  readonly imageChannels: number;
  /** Latents that nobody asks about, uniform in [-1, 1). Default 62. */
  readonly noiseSize: number;
  /** Categories of each categorical code, which reach the generator as one-hot vectors; `[]`: no such code. Default [10]. */
  readonly categories: readonly number[];
  /** Continuous codes, uniform in [-1, 1). Default 2. */
  readonly continuous: number;
  /** Whether Q's Gaussians have a deviation of 1, as in the code for MNIST, or one that it finds. Default true. */
  readonly fixedDeviation: boolean;
  /** Of the categorical codes' information in both losses, λ. Default 1. */
  readonly categoricalWeight: number;
  /** Of the continuous codes'. Default 1. */
  readonly continuousWeight: number;
  /** Channels at half the resolution; at a quarter of it twice as many. Default 64. */
  readonly width: number;
  /** Of the dense layers next to latents and logit. Default 1024. */
  readonly hiddenUnits: number;
  /** Of Q's own dense layer. Default 128. */
  readonly codeUnits: number;
  /** Of the leaky ReLUs below 0: 0.1 in the paper, 0.01 in the code. Default 0.1. */
  readonly slope: number;
  /** Biases of convolutions and dense layers, zero at first; those in front of batch norm have no effect. Default true, as in the code. */
  readonly useBias: boolean;
  /** Of the generator's Adam. Default 1e-3. */
  readonly generatorRate: number;
  /** Of the Adam of discriminator and Q. Default 2e-4. */
  readonly discriminatorRate: number;
  /** Of both Adams. Default 0.5. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

const defaults: InfoganConfig = {
  ...{ resolution: 28, imageChannels: 1, noiseSize: 62, categories: [10], continuous: 2, fixedDeviation: true },
  ...{ categoricalWeight: 1, continuousWeight: 1, width: 64, hiddenUnits: 1024, codeUnits: 128, slope: 0.1, useBias: true },
  ...{ generatorRate: 1e-3, discriminatorRate: 2e-4, beta1: 0.5, beta2: 0.999, seed: 0 },
};

const isCode = (categories: unknown): boolean => Number.isSafeInteger(categories) && Number(categories) >= 2;

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example infoganConfig({ categories: [10, 5] }).continuous; // 2
 */
export function infoganConfig(config: Partial<InfoganConfig> = {}): InfoganConfig {
  const settings = resolveConfig('infogan', defaults, config);
  const { resolution, categories, continuous } = settings;
  const given: unknown = categories;
  check(Array.isArray(given) && given.every(isCode), () => {
    return `infogan: categories must be a list of integers >= 2, one a code. Got ${shown(given)}. Use [10] for one code of ten.`;
  });
  check(Number.isInteger(resolution) && resolution >= 4 && resolution % 4 === 0, () => {
    return `infogan: resolution must be a multiple of 4. Got ${resolution}. Resize the images.`;
  });
  for (const name of ['imageChannels', 'noiseSize', 'width', 'hiddenUnits', 'codeUnits'] as const)
    checkInteger('infogan', name, settings[name], 1);
  for (const name of ['continuous', 'seed'] as const) checkInteger('infogan', name, settings[name], 0);
  for (const name of ['categoricalWeight', 'continuousWeight'] as const) checkRange('infogan', name, settings[name], [0, Infinity]);
  checkRange('infogan', 'slope', settings.slope, [0, 1]);
  check(categories.length + continuous > 0, () => {
    return 'infogan: there must be a code, categorical or continuous. Got neither. Use categories: [10], or dcgan() for images without codes.';
  });
  return settings;
}
