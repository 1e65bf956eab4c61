import { check, shown } from '@ganblocks/core';
import { checkRange } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { scaleOf } from '../parts/scaleOf';

/** Plain data; every key has a default: the code's, for MNIST. */
export type BiganConfig = {
  /** Height and width. Default 28. */
  readonly resolution: number;
  /** Default 1. */
  readonly imageChannels: number;
  /** Uniform in [-1, 1). Default 50. */
  readonly latentSize: number;
  /**
   * 'bigan': the discriminator judges pairs of image and latent, and teaches generator and encoder. 'latentRegressor': a GAN beside an encoder that
   * learns to find the latents of its fakes. 'jointLatentRegressor': the generator learns to make that easy too. Default 'bigan'.
   */
  readonly mode: 'bigan' | 'latentRegressor' | 'jointLatentRegressor';
  /** Of the regression in the joint latent regressor's loss. Default 0.25; at 1 the authors saw it degenerate. */
  readonly regressionWeight: number;
  /** Whether the regression is a mean over the latent's numbers, or their sum. Default true. */
  readonly normalizeRegression: boolean;
  /** Dense layers alone, as for MNIST, or 5 x 5 convolutions of stride 2 as well, as the code has for other images of 28 and 64 pixels. Default 'dense'. */
  readonly networks: 'dense' | 'convolutional';
  /** Of convolutional networks: channels next to the image; they double with each halving of the resolution. Default 64. */
  readonly width: number;
  /** Dense hidden layers; of a convolutional network those at the latents' end. Default two of 1024; convolutional: one, or none at 64 pixels. */
  readonly generatorUnits: readonly number[];
  /** Dense hidden layers; the last hidden layer's numbers are the features. Default as the generator's. */
  readonly encoderUnits: readonly number[];
  /** Dense hidden layers. Default as the generator's. */
  readonly discriminatorUnits: readonly number[];
  /** Whether the latents enter the generator's later hidden layers too, each by a kernel of its own. Default true. */
  readonly latentSkip: boolean;
  /** γ of batch norm. Default false. */
  readonly useScale: boolean;
  /** β of batch norm, the only bias there is. Default false. */
  readonly useBias: boolean;
  /** Of both Adams. Default 2e-4. */
  readonly learningRate: number;
  /** Default 0.5. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** λ: λw is added to the gradient of each weight w but γ. Default 2.5e-5. */
  readonly weightDecay: number;
  /** Updates in an epoch. Default 391: 50,000 images in batches of 128. */
  readonly epochUpdates: number;
  /** Epochs at the full rate. Default 200. */
  readonly constantEpochs: number;
  /** Epochs in which it then falls exponentially, to stay where it is; 0: it does not fall. Default 200. */
  readonly decayEpochs: number;
  /** What is left of the rate at the end. Default 0.01. */
  readonly finalRate: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

function checkNetworks(settings: BiganConfig): void {
  const { networks, resolution, mode, discriminatorUnits } = settings;
  checkWord('bigan', 'networks', networks, ['dense', 'convolutional']);
  checkInteger('bigan', 'width', settings.width, 1);
  const convolutional = networks === 'convolutional';
  for (const name of ['generatorUnits', 'encoderUnits', 'discriminatorUnits'] as const) {
    const list: unknown = settings[name];
    const least = convolutional ? 0 : 1;
    const valid = Array.isArray(list) && list.length >= least && list.every((units) => Number.isSafeInteger(units) && units >= 1);
    check(valid, () => `bigan: ${name} must be a list of integers >= 1, one a layer. Got ${shown(list)}. Use [256] for one layer.`);
  }
  const { doublings } = scaleOf(resolution);
  check(!convolutional || (Number.isInteger(doublings) && doublings >= 1), () => {
    return `bigan: resolution must be 8, 16, 32, … or 14, 28, 56, … for convolutional networks. Got ${resolution}. Resize the images, or use networks: 'dense'.`;
  });
  check(convolutional || mode !== 'bigan' || discriminatorUnits.length > 1, () => {
    return `bigan: discriminatorUnits must have two layers at least, since latents enter all but the first. Got [${discriminatorUnits.join(', ')}].`;
  });
}

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example biganConfig({ mode: 'latentRegressor' }).encoderUnits; // [1024, 1024]
 */
export function biganConfig(config: Partial<BiganConfig> = {}): BiganConfig {
  const { networks = 'dense', resolution = 28 } = config;
  const units = networks === 'dense' ? [1024, 1024] : resolution % 7 === 0 ? [1024] : [];
  const defaults: BiganConfig = {
    ...{ resolution, imageChannels: 1, latentSize: 50, mode: 'bigan', regressionWeight: 0.25, normalizeRegression: true },
    ...{ networks, width: 64 },
    ...{ generatorUnits: units, encoderUnits: units, discriminatorUnits: units },
    ...{ latentSkip: true, useScale: false, useBias: false, learningRate: 2e-4, beta1: 0.5, beta2: 0.999, weightDecay: 2.5e-5 },
    ...{ epochUpdates: 391, constantEpochs: 200, decayEpochs: 200, finalRate: 0.01, seed: 0 },
  };
  const settings = resolveConfig('bigan', defaults, config);
  for (const name of ['resolution', 'imageChannels', 'latentSize', 'epochUpdates'] as const) checkInteger('bigan', name, settings[name], 1);
  for (const name of ['constantEpochs', 'decayEpochs', 'seed'] as const) checkInteger('bigan', name, settings[name], 0);
  for (const name of ['regressionWeight', 'weightDecay'] as const) checkRange('bigan', name, settings[name], [0, Infinity]);
  checkRange('bigan', 'finalRate', settings.finalRate, [Number.MIN_VALUE, 1]);
  checkWord('bigan', 'mode', settings.mode, ['bigan', 'latentRegressor', 'jointLatentRegressor']);
  checkNetworks(settings);
  return settings;
}
