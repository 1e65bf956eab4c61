import { check } from '@ganblocks/core';
import { checkRange } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { scaleOf } from '../parts/scaleOf';

/** Plain data; every key has a default. */
export type EbganConfig = {
  /** Fully connected as in the paper's grid; convolutional as for its images of 64 x 64; or PyTorch-GAN's, which enlarges by copies. Default 'dense'. */
  readonly networks: 'dense' | 'convolution' | 'upsampling';
  /** Height and width: any for 'dense'; four or seven pixels doubled, for 'convolution'; a multiple of 4 for 'upsampling'. Default 28. */
  readonly resolution: number;
  /** Default 1. */
  readonly imageChannels: number;
  /** Default 100. */
  readonly latentSize: number;
  /** Normal, or uniform in [-1, 1). Default 'normal'. */
  readonly latents: 'normal' | 'uniform';
  /** The grid's nLayerG, the layer of the image among them; of 'dense'. Default 5. */
  readonly generatorLayers: number;
  /** The grid's sizeG: units of each hidden layer; of 'dense'. Default 1600. */
  readonly generatorUnits: number;
  /** The grid's nLayerD: of the encoder, and one for the decoder; of 'dense'. Default 2. */
  readonly discriminatorLayers: number;
  /** The grid's sizeD; of 'dense'. Default 1024. */
  readonly discriminatorUnits: number;
  /** The grid's dropoutD: share of units that each layer of the encoder drops; of 'dense'. Default 0. */
  readonly dropout: number;
  /** First weights of the dense autoencoder are N(0, this²); all other dense and convolutional ones N(0, 0.02²). Default 0.02. */
  readonly discriminatorDeviation: number;
  /** Channels of the generator next to the image, which double inwards; not of 'dense'. Default 128. */
  readonly generatorWidth: number;
  /** Batch norm and ReLU behind the generator's projection, as in DCGAN; of 'convolution'. Default true. */
  readonly projectionNorm: boolean;
  /** Channels of the autoencoder next to the image, which double inwards; not of 'dense'. Default 64. */
  readonly discriminatorWidth: number;
  /** How often the autoencoder halves the image; of 'convolution'. Default 3. */
  readonly halvings: number;
  /** Numbers of a code; of 'upsampling'. Default 32. */
  readonly codeSize: number;
  /** Of batch norm in 'upsampling'. Default 1e-5; PyTorch-GAN's is 0.8. */
  readonly normEpsilon: number;
  /** How the decoder ends. Default 'tanh'. */
  readonly decoderOutput: 'tanh' | 'linear';
  /** The Euclidean length of the difference of an image and its reconstruction, or the mean of its squares. Default 'length'. */
  readonly energy: 'length' | 'square';
  /** m: the energy from which a fake is bad enough. Default 10, as in all of the grid; it belongs to the energy and to the size of images. */
  readonly margin: number;
  /** Of the pulling-away term in the generator's loss; 0: none. Default 0.1. */
  readonly pullingAwayWeight: number;
  /** Reals that the autoencoder learns from before the game begins. Default 0. */
  readonly pretrainImages: number;
  /** Updates of the discriminator a round. Default 1. */
  readonly discriminatorSteps: number;
  /** Of the generator's Adam. Default 1e-3. */
  readonly generatorRate: number;
  /** Of the discriminator's. Default 1e-3. */
  readonly discriminatorRate: number;
  /** Of both. Default 0.9. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

const defaults: EbganConfig = {
  ...{ networks: 'dense', resolution: 28, imageChannels: 1, latentSize: 100, latents: 'normal' },
  ...{
    generatorLayers: 5,
    generatorUnits: 1600,
    discriminatorLayers: 2,
    discriminatorUnits: 1024,
    dropout: 0,
    discriminatorDeviation: 0.02,
  },
  ...{
    generatorWidth: 128,
    projectionNorm: true,
    discriminatorWidth: 64,
    halvings: 3,
    codeSize: 32,
    normEpsilon: 1e-5,
    decoderOutput: 'tanh',
  },
  ...{ energy: 'length', margin: 10, pullingAwayWeight: 0.1, pretrainImages: 0, discriminatorSteps: 1 },
  ...{ generatorRate: 1e-3, discriminatorRate: 1e-3, beta1: 0.9, beta2: 0.999, seed: 0 },
};

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example ebganConfig({ pullingAwayWeight: 0 }).margin; // 10
 */
export function ebganConfig(config: Partial<EbganConfig> = {}): EbganConfig {
  const where = 'ebgan';
  const settings = resolveConfig(where, defaults, config);
  const least = { generatorLayers: 2, discriminatorLayers: 2, pretrainImages: 0, seed: 0 } as const;
  const counts = ['resolution', 'imageChannels', 'latentSize', 'generatorUnits', 'discriminatorUnits'] as const;
  const more = ['generatorWidth', 'discriminatorWidth', 'halvings', 'codeSize', 'discriminatorSteps'] as const;
  for (const name of [...counts, ...more]) checkInteger(where, name, settings[name], 1);
  for (const [name, bound] of Object.entries(least)) checkInteger(where, name, settings[name as keyof typeof least], bound);
  checkWord(where, 'networks', settings.networks, ['dense', 'convolution', 'upsampling']);
  checkWord(where, 'latents', settings.latents, ['normal', 'uniform']);
  checkWord(where, 'decoderOutput', settings.decoderOutput, ['tanh', 'linear']);
  checkWord(where, 'energy', settings.energy, ['length', 'square']);
  checkRange(where, 'dropout', settings.dropout, [0, 1]);
  checkRange(where, 'pullingAwayWeight', settings.pullingAwayWeight, [0, Infinity]);
  const positive = ['margin', 'discriminatorDeviation', 'normEpsilon'] as const;
  for (const name of positive) checkRange(where, name, settings[name], [Number.MIN_VALUE, Infinity]);
  checkResolution(where, settings);
  return settings;
}

function checkResolution(where: string, { networks, resolution, halvings }: EbganConfig): void {
  if (networks === 'upsampling')
    check(resolution % 4 === 0, () => `${where}: resolution must be a multiple of 4. Got ${resolution}. Resize the images.`);
  if (networks !== 'convolution') return;
  const { doublings } = scaleOf(resolution);
  const valid = Number.isInteger(doublings) && doublings >= 1;
  check(valid, () => `${where}: resolution must be 8, 16, 32, 64, … or 14, 28, 56, …. Got ${resolution}. Resize the images.`);
  check(resolution % 2 ** halvings === 0, () => {
    return `${where}: resolution must be a multiple of ${2 ** halvings}, to be halved ${halvings} times. Got ${resolution}. Use fewer halvings.`;
  });
}
