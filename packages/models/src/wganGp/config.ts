import { check } from '@ganblocks/core';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';

/** Plain data; every key has a default, most of them by `networks`. */
export type WganGpConfig = {
  /** 'mlp': dense layers, for points of the plane; 'dcgan': strided convolutions; 'resnet': residual blocks. Default 'dcgan'. */
  readonly networks: 'mlp' | 'dcgan' | 'resnet';
  /** Height and width: any of 'mlp', a multiple of 4 of 'dcgan', 8, 16, 32, … of 'resnet'. Default 1, 28, 32. */
  readonly resolution: number;
  /** Default 2, 1, 3. */
  readonly imageChannels: number;
  /** Of the normal latents. Default 2, 128, 128. */
  readonly latentSize: number;
  /** Units of the hidden layers; channels next to the image, which double inwards; channels of all blocks. Default 512, 64, 128. */
  readonly width: number;
  /** Of the strided convolutions of 'dcgan'. Default 5. */
  readonly kernelSize: number;
  /** Units of a dense layer more next to the latents and the score, of 'dcgan' alone; 0: none. Default 0. */
  readonly hiddenUnits: number;
  /** Whether the generator has batch norm. The critic never has any norm. Default false, false, true. */
  readonly generatorNorm: boolean;
  /** λ of the gradient penalty. Default 0.1, 10, 10. */
  readonly penaltyWeight: number;
  /** Updates of the critic a round. Default 5. */
  readonly criticSteps: number;
  /** The generator's batch as a multiple of the critic's. Default 1, 1, 2. */
  readonly generatorBatches: number;
  /** Of both Adams. Default 1e-4, 1e-4, 2e-4. */
  readonly learningRate: number;
  /** Default 0.5, 0.5, 0. */
  readonly beta1: number;
  /** Default 0.9. */
  readonly beta2: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

/** What all forms have in common. */
const common = { kernelSize: 5, hiddenUnits: 0, criticSteps: 5, beta2: 0.9, seed: 0 } as const;
const slow = { generatorBatches: 1, generatorNorm: false, learningRate: 1e-4, beta1: 0.5 } as const;
/** The numbers of the authors' code: gan_toy.py, gan_mnist.py, gan_cifar_resnet.py. */
const forms: Readonly<Record<WganGpConfig['networks'], WganGpConfig>> = {
  mlp: { ...common, ...slow, networks: 'mlp', resolution: 1, imageChannels: 2, latentSize: 2, width: 512, penaltyWeight: 0.1 },
  dcgan: { ...common, ...slow, networks: 'dcgan', resolution: 28, imageChannels: 1, latentSize: 128, width: 64, penaltyWeight: 10 },
  resnet: {
    ...{ ...common, networks: 'resnet', resolution: 32, imageChannels: 3, latentSize: 128, width: 128, penaltyWeight: 10 },
    ...{ generatorBatches: 2, generatorNorm: true, learningRate: 2e-4, beta1: 0 },
  },
};

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value));

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example wganGpConfig({ networks: 'mlp' }).penaltyWeight; // 0.1
 */
export function wganGpConfig(config: Partial<WganGpConfig> = {}, where = 'wgan-gp'): WganGpConfig {
  const { networks = 'dcgan' } = { ...config };
  checkWord(where, 'networks', networks, Object.keys(forms));
  const settings = resolveConfig(where, forms[networks], config);
  const { resolution, penaltyWeight, hiddenUnits } = settings;
  for (const name of ['resolution', 'imageChannels', 'latentSize', 'width', 'criticSteps', 'generatorBatches'] as const)
    checkInteger(where, name, settings[name], 1);
  checkInteger(where, 'kernelSize', settings.kernelSize, 2);
  checkInteger(where, 'hiddenUnits', hiddenUnits, 0);
  checkInteger(where, 'seed', settings.seed, 0);
  check(networks !== 'dcgan' || (resolution % 4 === 0 && resolution >= 8), () => {
    return `${where}: resolution must be 8, 12, 16, … for networks 'dcgan'. Got ${resolution}. Resize the images.`;
  });
  check(networks !== 'resnet' || (isPowerOfTwo(resolution) && resolution >= 8), () => {
    return `${where}: resolution must be 8, 16, 32, … for networks 'resnet'. Got ${resolution}. Resize the images.`;
  });
  check(networks === 'dcgan' || hiddenUnits === 0, () => {
    return `${where}: hiddenUnits must be 0 for networks '${networks}'. Got ${hiddenUnits}. Set the width instead.`;
  });
  check(Number.isFinite(penaltyWeight) && penaltyWeight >= 0, () => {
    return `${where}: penaltyWeight must be a finite number >= 0. Got ${penaltyWeight}. The paper has 10.`;
  });
  return settings;
}
