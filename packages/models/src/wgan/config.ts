import { check } from '@ganblocks/core';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { type DcganConfig, dcganConfig } from '../dcgan/config';

/** DCGAN's network, the same without batch norm, or a perceptron of three hidden layers. */
export type WganForm = 'dcgan' | 'plain' | 'mlp';

/** Plain data; every key has a default. */
export type WganConfig = {
  /** Height and width: 16, 32, 64, … or 28, 56, …, where both networks are perceptrons any. Default 64. */
  readonly resolution: number;
  /** Default 3. */
  readonly imageChannels: number;
  /** Of the normal latents. Default 100. */
  readonly latentSize: number;
  /** 'dcgan', 'plain' (the same without batch norm) or 'mlp' (three hidden dense layers). Default 'dcgan'. */
  readonly generator: WganForm;
  /** The same of the critic. Default 'dcgan'. */
  readonly critic: WganForm;
  /** Channels next to the image, which double with each halving; units of each hidden layer of 'mlp'. Default 64; of 'mlp' 512. */
  readonly generatorWidth: number;
  /** The same of the critic. */
  readonly criticWidth: number;
  /** Units of a dense layer more in networks of convolutions for 28, 56, …; 0: none. Default 0. */
  readonly hiddenUnits: number;
  /** The critic's weights are held in [-clip, clip]. Default 0.01. */
  readonly clip: number;
  /** Updates of the critic a round. Default 5. */
  readonly criticSteps: number;
  /** The same in a long round, after which the critic is nearly as good as it gets. Default 100. */
  readonly longSteps: number;
  /** So many rounds at first are long. Default 25. */
  readonly longAtFirst: number;
  /** After them one round in so many is long. Default 500. */
  readonly longEvery: number;
  /** Of both RMSProps. Default 5e-5. */
  readonly learningRate: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

const forms: readonly string[] = ['dcgan', 'plain', 'mlp'] satisfies readonly WganForm[];
const widthOf = (form: WganForm): number => (form === 'mlp' ? 512 : 64);

/** What DCGAN's networks are made of. */
export const dcganPart = (settings: WganConfig, width: number): DcganConfig => {
  const { resolution, imageChannels, latentSize, hiddenUnits, seed } = settings;
  return dcganConfig({ resolution, imageChannels, latentSize, hiddenUnits, width, seed });
};

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example wganConfig({ generator: 'mlp' }).generatorWidth; // 512
 */
export function wganConfig(config: Partial<WganConfig> = {}): WganConfig {
  const where = 'wgan';
  const { generator = 'dcgan', critic = 'dcgan' } = { ...config };
  checkWord(where, 'generator', generator, forms);
  checkWord(where, 'critic', critic, forms);
  const defaults: WganConfig = {
    ...{ resolution: 64, imageChannels: 3, latentSize: 100, generator, critic },
    ...{ generatorWidth: widthOf(generator), criticWidth: widthOf(critic), hiddenUnits: 0 },
    ...{ clip: 0.01, criticSteps: 5, longSteps: 100, longAtFirst: 25, longEvery: 500, learningRate: 5e-5, seed: 0 },
  };
  const settings = resolveConfig(where, defaults, config);
  const { clip, generatorWidth } = settings;
  for (const name of ['resolution', 'imageChannels', 'latentSize', 'generatorWidth', 'criticWidth'] as const)
    checkInteger(where, name, settings[name], 1);
  for (const name of ['criticSteps', 'longSteps', 'longEvery'] as const) checkInteger(where, name, settings[name], 1);
  for (const name of ['hiddenUnits', 'longAtFirst', 'seed'] as const) checkInteger(where, name, settings[name], 0);
  check(Number.isFinite(clip) && clip > 0, () => `${where}: clip must be a finite number above 0. Got ${clip}. The paper has 0.01.`);
  if (generator !== 'mlp' || critic !== 'mlp') dcganPart(settings, generatorWidth);
  return settings;
}
