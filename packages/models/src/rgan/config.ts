import { check } from '@ganblocks/core';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { snganConfig } from '../sngan/config';
import { type RganTransition, transitionRows } from './transition';

/** Plain data; every key has a default. */
export type RganConfig = {
  /** 'sngan': spectral norm and the hinge loss; 'wganGp': a gradient penalty and Wasserstein's loss; 'ctGan': that with dropout and a consistency term. All residual. Default 'sngan'. */
  readonly backbone: 'sngan' | 'wganGp' | 'ctGan';
  /** Height and width. Default 32. */
  readonly resolution: number;
  /** Default 3. */
  readonly imageChannels: number;
  /** Default 128. */
  readonly latentSize: number;
  /** Default 10. */
  readonly classes: number;
  /** Of the generator's smallest image, then behind each doubling. Default: SN-GAN's; of the other two at most 128, up to 32 pixels 128 each. */
  readonly generatorChannels: readonly number[];
  /** Of the discriminator's blocks. Default: SN-GAN's; of the other two at most 128. */
  readonly discriminatorChannels: readonly number[];
  /** How many of the discriminator's blocks halve the image, from the first on. Default: SN-GAN's. */
  readonly halvings: number;
  /** How the data's labels go wrong. Default 'none': the counterpart that takes them as right. */
  readonly transition: RganTransition;
  /** The classes that fakes are made for: 'drawn' uniformly, as in the paper; or 'recovered' from the labels of the batch by T, as in the authors' code. Default 'drawn'. */
  readonly cleanLabels: 'drawn' | 'recovered';
  /** λ of the gradient penalty; none of 'sngan'. Default 10. */
  readonly penaltyWeight: number;
  /** Of the consistency of 'ctGan', on the logits. Default 2. */
  readonly consistencyWeight: number;
  /** As a part of that: of the consistency of the features. Default 0.1. */
  readonly featureWeight: number;
  /** Of both Adams. Default 2e-4. */
  readonly learningRate: number;
  /** Default 0. */
  readonly beta1: number;
  /** Default 0.9. */
  readonly beta2: number;
  /** Updates of the discriminator a round, each with a fresh batch. Default 5. */
  readonly discriminatorSteps: number;
  /** Fakes in an update of the generator, in batches. Default 2. */
  readonly generatorBatches: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

/** The same with the class terms of rAC-GAN. */
export type RacGanConfig = RganConfig & {
  /** Of the corrected class term of reals in the discriminator's loss. Default 1. */
  readonly discriminatorClassWeight: number;
  /** Of the class term of fakes in the generator's loss. Default 0.1. */
  readonly generatorClassWeight: number;
};

const game = { penaltyWeight: 10, consistencyWeight: 2, featureWeight: 0.1 } as const;
const classTerms = { discriminatorClassWeight: 1, generatorClassWeight: 0.1 } as const;
/** Channels of WGAN-GP's and CT-GAN's networks for CIFAR-10. */
const narrower = 128;

/** The part that is SN-GAN's, validated by its rules. */
function networkPart(
  where: string,
  config: Partial<RganConfig>,
): Pick<RganConfig, 'generatorChannels' | 'discriminatorChannels' | 'halvings'> {
  const { resolution, imageChannels, latentSize, classes, generatorChannels, discriminatorChannels, halvings, discriminatorSteps } = config;
  const { generatorBatches, seed } = config;
  const named = { resolution, imageChannels, latentSize, classes, generatorChannels, discriminatorChannels, halvings };
  return snganConfig(defined({ ...named, discriminatorSteps, generatorBatches, seed }), where);
}

/** Without what is undefined. */
const defined = <Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;

function resolved<Config extends RganConfig>(where: string, more: Omit<Config, keyof RganConfig>, config: Partial<Config>): Config {
  const { backbone = 'sngan', transition = 'none' } = { ...config };
  checkWord(where, 'backbone', backbone, ['sngan', 'wganGp', 'ctGan']);
  const { generatorChannels, discriminatorChannels, halvings } = networkPart(where, { ...config });
  const channels = (given: readonly number[]): readonly number[] =>
    backbone === 'sngan' ? given : given.map((count) => Math.min(count, narrower));
  const defaults = {
    ...{ backbone, resolution: 32, imageChannels: 3, latentSize: 128, classes: 10 },
    ...{ generatorChannels: channels(generatorChannels), discriminatorChannels: channels(discriminatorChannels), halvings },
    ...{ transition: 'none', cleanLabels: 'drawn', ...game, learningRate: 2e-4, beta1: 0, beta2: 0.9 },
    ...{ discriminatorSteps: 5, generatorBatches: 2, seed: 0, ...more },
  } as unknown as Config;
  const settings = { ...resolveConfig<Config>(where, defaults, { ...config, transition: undefined }), transition };
  checkInteger(where, 'classes', settings.classes, 2);
  checkWord(where, 'cleanLabels', settings.cleanLabels, ['drawn', 'recovered']);
  transitionRows(where, settings.classes, transition);
  const weights = Object.keys({ ...game, ...more }) as (keyof Config)[];
  for (const name of weights)
    check(Number.isFinite(settings[name]) && Number(settings[name]) >= 0, () => {
      return `${where}: ${String(name)} must be a finite number >= 0. Got ${String(settings[name])}.`;
    });
  return settings;
}

/**
 * A full configuration of rcGAN, validated.
 *
 * @throws GanError that names the key.
 * @example rcGanConfig({ backbone: 'wganGp' }).generatorChannels; // [128, 128, 128, 128]
 */
export const rcGanConfig = (config: Partial<RganConfig> = {}): RganConfig => resolved<RganConfig>('rc-gan', {}, config);

/**
 * A full configuration of rAC-GAN, validated.
 *
 * @throws GanError that names the key.
 * @example racGanConfig({ resolution: 28 }).generatorClassWeight; // 0.1
 */
export const racGanConfig = (config: Partial<RacGanConfig> = {}): RacGanConfig => resolved<RacGanConfig>('rac-gan', classTerms, config);
