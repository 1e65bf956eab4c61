import { checkRange } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { snganConfig } from '../sngan/config';
import { type AcganNetworks, acganPart } from './acganPart';
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

/** Either system's: rAC-GAN knows one backbone more. */
export type AnyRganConfig = Omit<RganConfig, 'backbone'> & { readonly backbone: RganConfig['backbone'] | 'acgan' };

/** The same with the classifier and the class terms of rAC-GAN. */
export type RacGanConfig = Omit<RganConfig, 'backbone'> & {
  /** As rcGAN's, or 'acgan': AC-GAN's networks, loss and rates, one update of each network a round. Default 'sngan'. */
  readonly backbone: RganConfig['backbone'] | 'acgan';
  /** Of 'acgan': what else its networks are made with. Default {}: as `acgan` has it. */
  readonly acganNetworks: AcganNetworks;
  /** What class logits of the other backbones are of: the 'mean' of the features over all places, as in the authors' code; or their 'sum', which spectral norm leaves larger. Default 'mean'. */
  readonly classFeatures: 'mean' | 'sum';
  /** Of the corrected class term of reals in the discriminator's loss. Default 1. */
  readonly discriminatorClassWeight: number;
  /** Of the class term of fakes in the generator's loss. Default 0.1. */
  readonly generatorClassWeight: number;
};

const penaltyWeights = { penaltyWeight: 10, consistencyWeight: 2, featureWeight: 0.1 } as const;
const classWeights = { discriminatorClassWeight: 1, generatorClassWeight: 0.1 } as const;
/** Channels of WGAN-GP's and CT-GAN's networks for CIFAR-10. */
const narrower = 128;

/** What the networks are made of, by the rules of those they are from. */
function networksOf(where: string, backbone: string, config: Partial<RacGanConfig>): Partial<RganConfig> {
  if (backbone === 'acgan') {
    const { generatorChannels, discriminatorChannels } = acganPart(config);
    return { generatorChannels, discriminatorChannels, halvings: 0 };
  }
  const { resolution, imageChannels, latentSize, classes, generatorChannels, discriminatorChannels, halvings, seed } = config;
  const named = { resolution, imageChannels, latentSize, classes, generatorChannels, discriminatorChannels, halvings, seed };
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  const widths = snganConfig(given, where);
  const channels = (counts: readonly number[]): readonly number[] =>
    backbone === 'sngan' ? counts : counts.map((count) => Math.min(count, narrower));
  return {
    generatorChannels: channels(widths.generatorChannels),
    discriminatorChannels: channels(widths.discriminatorChannels),
    halvings: widths.halvings,
  };
}

const residualGame = { learningRate: 2e-4, beta1: 0, beta2: 0.9, discriminatorSteps: 5, generatorBatches: 2 } as const;
const acganGame = { learningRate: 2e-4, beta1: 0.5, beta2: 0.999, discriminatorSteps: 1, generatorBatches: 1 } as const;

function resolved(where: string, backbones: readonly string[], more: Partial<RacGanConfig>, config: Partial<RacGanConfig>): RacGanConfig {
  const { transition = 'none', ...given } = { ...config };
  const { backbone = 'sngan' } = given;
  checkWord(where, 'backbone', backbone, backbones);
  const defaults = {
    ...{ backbone, resolution: 32, imageChannels: 3, latentSize: 128, classes: 10 },
    ...networksOf(where, backbone, given),
    ...{ transition: 'none', cleanLabels: 'drawn', ...penaltyWeights, ...(backbone === 'acgan' ? acganGame : residualGame), seed: 0 },
    ...more,
  } as RacGanConfig;
  const settings = { ...resolveConfig<RacGanConfig>(where, defaults, given), transition };
  checkInteger(where, 'classes', settings.classes, 2);
  for (const name of ['discriminatorSteps', 'generatorBatches'] as const) checkInteger(where, name, settings[name], 1);
  checkWord(where, 'cleanLabels', settings.cleanLabels, ['drawn', 'recovered']);
  transitionRows(where, settings.classes, transition);
  const weights = { ...penaltyWeights, ...('discriminatorClassWeight' in more ? classWeights : {}) };
  for (const name of Object.keys(weights) as (keyof typeof classWeights)[]) checkRange(where, name, settings[name], [0, Infinity]);
  return settings;
}

/**
 * A full configuration of rcGAN, validated.
 *
 * @throws GanError that names the key.
 * @example rcGanConfig({ backbone: 'wganGp' }).generatorChannels; // [128, 128, 128, 128]
 */
export function rcGanConfig(config: Partial<RganConfig> = {}): RganConfig {
  const settings: AnyRganConfig = resolved('rc-gan', ['sngan', 'wganGp', 'ctGan'], {}, config);
  // 'acgan' is none of the backbones above, and was refused.
  return settings as RganConfig;
}

/**
 * A full configuration of rAC-GAN, validated.
 *
 * @throws GanError that names the key.
 * @example racGanConfig({ resolution: 28 }).generatorClassWeight; // 0.1
 */
export function racGanConfig(config: Partial<RacGanConfig> = {}): RacGanConfig {
  const own = { acganNetworks: {}, classFeatures: 'mean', ...classWeights } as const;
  const settings = resolved('rac-gan', ['sngan', 'wganGp', 'ctGan', 'acgan'], own, config);
  checkWord('rac-gan', 'classFeatures', settings.classFeatures, ['mean', 'sum']);
  return settings;
}
