import { check, shown } from '@ganblocks/core';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { defaultChannels, type SnganNetworks } from './channels';

/** Plain data; every key has a default. */
export type SnganConfig = {
  /** Residual blocks, or the strided convolutions of DCGAN's kind. Default 'resnet'. */
  readonly networks: SnganNetworks;
  /** Height and width. Default 32. */
  readonly resolution: number;
  /** Default 3. */
  readonly imageChannels: number;
  /** Default 128. */
  readonly latentSize: number;
  /** Of images with a class each: the projection cGAN. Default 0: images without. */
  readonly classes: number;
  /** Of the generator's smallest image, then behind each doubling. Default by resolution: 256 each up to 32 pixels, above them 64 next to the image and twice as many with each halving, up to 1,024; 'convolution' has that at all sizes. */
  readonly generatorChannels: readonly number[];
  /** Of the discriminator's blocks, or of its pairs of convolutions and the one behind them. Default by resolution: four times 128, or from 64 to 1,024. */
  readonly discriminatorChannels: readonly number[];
  /** How many of the discriminator's blocks halve the image, from the first on; 'convolution': all but the last. Default by resolution: 2, or up to 5. */
  readonly halvings: number;
  /** In the generator's blocks. Default 'nearest'; the Mimicry library has 'bilinear'. */
  readonly upsampling: 'nearest' | 'bilinear';
  /** Whether the shortcuts of the discriminator's blocks read what the first rectifier has left of x, as in the Mimicry library, whose rectifiers work in place. Default false: x. */
  readonly rectifiedShortcuts: boolean;
  /** Of the discriminator's last layer. Default false; true for 'convolution'. */
  readonly logitBias: boolean;
  /** Default 'hinge'; the SN-GAN paper's first tables have the other. */
  readonly loss: 'hinge' | 'nonSaturating';
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

/** A size that networks can be built for. */
const isResolution = (resolution: unknown): boolean =>
  Number.isInteger(resolution) && Number(resolution) >= 16 && Number(resolution) % 4 === 0;

function checkChannels(where: string, name: string, channels: unknown): void {
  const valid = Array.isArray(channels) && channels.length >= 2 && channels.every((count) => Number.isSafeInteger(count) && count >= 1);
  check(valid, () => `${where}: ${name} must be a list of two or more positive integers. Got ${shown(channels)}.`);
}

/** The smallest images come out whole. */
function checkSizes(where: string, { networks, resolution, generatorChannels, discriminatorChannels, halvings }: SnganConfig): void {
  const doublings = generatorChannels.length - 1;
  check(Number.isInteger(resolution / 2 ** doublings), () => {
    return `${where}: generatorChannels has ${doublings} doublings, and ${resolution} pixels cannot be halved as often. Leave it out, or give fewer.`;
  });
  const [least, most] = networks === 'resnet' ? [1, discriminatorChannels.length] : Array<number>(2).fill(discriminatorChannels.length - 1);
  const fits = Number.isInteger(halvings) && halvings >= least! && halvings <= most!;
  check(fits, () => {
    const range = least === most ? `${most}` : `an integer from ${least} to ${most}`;
    return `${where}: halvings must be ${range} for ${discriminatorChannels.length} discriminatorChannels. Got ${halvings}.`;
  });
  check(Number.isInteger(resolution / 2 ** halvings), () => {
    return `${where}: ${resolution} pixels cannot be halved ${halvings} times. Use fewer halvings, or resize the images.`;
  });
}

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example snganConfig({ resolution: 64 }).generatorChannels; // [1024, 512, 256, 128, 64]
 */
export function snganConfig(config: Partial<SnganConfig> = {}, where = 'sngan'): SnganConfig {
  const { networks = 'resnet', resolution = 32 } = config;
  // What is wrong is refused below, where all is known to be of the right type.
  const channels = defaultChannels(networks, isResolution(resolution) ? resolution : 32);
  const pairs = Array.isArray(config.discriminatorChannels) ? config.discriminatorChannels.length : channels.discriminatorChannels.length;
  const defaults: SnganConfig = {
    ...{ networks: 'resnet', resolution: 32, imageChannels: 3, latentSize: 128, classes: 0, ...channels },
    ...{ upsampling: 'nearest', rectifiedShortcuts: false, logitBias: networks === 'convolution', loss: 'hinge' },
    ...{ learningRate: 2e-4, beta1: 0, beta2: 0.9, discriminatorSteps: 5, generatorBatches: 2, seed: 0 },
    ...(networks === 'convolution' ? { halvings: pairs - 1 } : {}),
  };
  const settings = resolveConfig(where, defaults, config);
  checkWord(where, 'networks', settings.networks, ['resnet', 'convolution']);
  check(isResolution(settings.resolution), () => {
    return `${where}: resolution must be a multiple of 4, at least 16. Got ${settings.resolution}. Resize the images.`;
  });
  for (const name of ['imageChannels', 'latentSize', 'discriminatorSteps', 'generatorBatches'] as const)
    checkInteger(where, name, settings[name], 1);
  for (const name of ['classes', 'seed'] as const) checkInteger(where, name, settings[name], 0);
  for (const name of ['generatorChannels', 'discriminatorChannels'] as const) checkChannels(where, name, settings[name]);
  checkWord(where, 'upsampling', settings.upsampling, ['nearest', 'bilinear']);
  checkWord(where, 'loss', settings.loss, ['hinge', 'nonSaturating']);
  checkSizes(where, settings);
  return settings;
}
