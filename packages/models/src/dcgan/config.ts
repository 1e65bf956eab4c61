import { check } from '@ganblocks/core';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { scaleOf } from '../parts/scaleOf';

/** Plain data; every key has a default. */
export type DcganConfig = {
  /** Height and width: 16, 32, 64, … or 28, 56, …: four or seven pixels, doubled at least twice. Default 64. */
  readonly resolution: number;
  /** Default 3. */
  readonly imageChannels: number;
  /** Default 100. */
  readonly latentSize: number;
  /** Normal, as in the PyTorch example, or uniform in [-1, 1), as in the paper. Default 'normal'. */
  readonly latents: 'normal' | 'uniform';
  /** Channels next to the image; they double with each halving of the resolution. Default 64; the paper's generator has 128. */
  readonly width: number;
  /** Of the strided convolutions: 4 in the PyTorch example, 5 in the paper. Default 4. */
  readonly kernelSize: number;
  /** Between vectors and images: a convolution over the whole of them, as in the PyTorch example, or dense. Default by resolution: 28 and its like have 'dense'. */
  readonly projection: 'convolution' | 'dense';
  /** A dense layer with batch norm more, between latents and the smallest image and before the logit; 0: none. The TensorFlow code has 1024 for MNIST. Default 0. */
  readonly hiddenUnits: number;
  /** Biases of convolutions and dense layers, zero at first; those in front of batch norm have no effect. Default false, as in the PyTorch example. */
  readonly useBias: boolean;
  /** Of both Adams. Default 2e-4. */
  readonly learningRate: number;
  /** Default 0.5. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** Generator updates a round. Default 1; the best-known TensorFlow code has 2. */
  readonly generatorSteps: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example dcganConfig({ resolution: 28, imageChannels: 1 }).projection; // 'dense'
 */
export function dcganConfig(config: Partial<DcganConfig> = {}): DcganConfig {
  const projection = (config.resolution ?? 64) % 7 === 0 ? 'dense' : 'convolution';
  const defaults: DcganConfig = {
    ...{ resolution: 64, imageChannels: 3, latentSize: 100, latents: 'normal', width: 64, kernelSize: 4, projection, hiddenUnits: 0 },
    ...{ useBias: false, learningRate: 2e-4, beta1: 0.5, beta2: 0.999, generatorSteps: 1, seed: 0 },
  };
  const settings = resolveConfig('dcgan', defaults, config);
  const { doublings } = scaleOf(settings.resolution);
  const valid = Number.isInteger(doublings) && doublings >= 2;
  check(valid, () => `dcgan: resolution must be 16, 32, 64, … or 28, 56, …. Got ${settings.resolution}. Resize the images.`);
  for (const name of ['imageChannels', 'latentSize', 'width', 'generatorSteps'] as const) checkInteger('dcgan', name, settings[name], 1);
  checkInteger('dcgan', 'kernelSize', settings.kernelSize, 2);
  checkInteger('dcgan', 'hiddenUnits', settings.hiddenUnits, 0);
  checkInteger('dcgan', 'seed', settings.seed, 0);
  checkWord('dcgan', 'latents', settings.latents, ['normal', 'uniform']);
  checkWord('dcgan', 'projection', settings.projection, ['convolution', 'dense']);
  check(
    settings.hiddenUnits === 0 || settings.projection === 'dense',
    () => `dcgan: hiddenUnits needs projection 'dense'. Got ${settings.hiddenUnits} with '${settings.projection}'. Set one of them.`,
  );
  return settings;
}
