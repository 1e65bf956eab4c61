import { adam, type AdamOptions, type Dataset, type ImageBatch } from '@ganblocks/core';
import { network, spectralNorm } from '@ganblocks/layers';
import { gradientPenalty, hinge, nonSaturating, r1, wasserstein } from '@ganblocks/losses';
import { adversarial, type AdversarialOptions, type AdversarialSystem, dcgan } from '@ganblocks/models';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { FreeableSystem } from './networks/bigganGame';
import { residualCritic, residualGenerator } from './networks/residualNetworks';
import { stylegan2Discriminator, stylegan2Generator } from './networks/stylegan2Networks';

/** A whole adversarial round at a fixed batch size: the networks and the work of the PyTorch yardstick of the same name. */
export interface BenchCase {
  readonly batchSize: number;
  /** [H, W, C] */
  readonly image: readonly [number, number, number];
  readonly system: () => FreeableSystem;
  /** Real images, read while steps run. Default: synthetic ones, drawn once. */
  readonly data?: () => Promise<Dataset<ImageBatch>>;
}

type Game = Pick<AdversarialOptions, 'loss' | 'penalties' | 'latentSize' | 'name'> & {
  readonly generator: LayersModel;
  readonly discriminator: LayersModel;
  readonly adam: AdamOptions;
};

/** The plain game of two models, each with an Adam of its own. */
function game({ generator: made, discriminator: judging, adam: options, ...rest }: Game): AdversarialSystem {
  const generator = network(made);
  const discriminator = network(judging);
  const optimizers = { generator: adam([generator], options), discriminator: adam([discriminator], options) };
  return adversarial({ ...rest, generator, discriminator, optimizers });
}

export const dcgan64: BenchCase = {
  batchSize: 16,
  image: [64, 64, 3],
  system: () => dcgan({ resolution: 64, imageChannels: 3, latentSize: 100, width: 64, useBias: true, seed: 0 }),
};

const small = { resolution: 32, channelsAt: () => 64 };

/** Those that run anywhere, in a page too. */
export const cases: Readonly<Record<string, BenchCase>> = {
  'dcgan-28': {
    batchSize: 64,
    image: [28, 28, 1],
    system: () => dcgan({ resolution: 28, imageChannels: 1, latentSize: 64, width: 64, useBias: true, seed: 0 }),
  },
  'dcgan-64': dcgan64,
  'sngan-32': {
    batchSize: 16,
    image: [32, 32, 3],
    system: () =>
      game({
        ...{ name: 'sngan-32', latentSize: 128, loss: hinge(), adam: { learningRate: 2e-4, beta1: 0, beta2: 0.9 } },
        generator: residualGenerator(),
        discriminator: residualCritic(spectralNorm()),
      }),
  },
  'wgan-gp-32': {
    batchSize: 16,
    image: [32, 32, 3],
    system: () =>
      game({
        ...{ name: 'wgan-gp-32', latentSize: 128, loss: wasserstein(), adam: { learningRate: 1e-4, beta1: 0, beta2: 0.9 } },
        penalties: [gradientPenalty({ weight: 10 })],
        generator: residualGenerator(),
        discriminator: residualCritic(),
      }),
  },
  'stylegan2-32': {
    batchSize: 8,
    image: [32, 32, 3],
    system: () =>
      game({
        ...{ name: 'stylegan2-32', latentSize: 64, loss: nonSaturating(), adam: { learningRate: 2e-3, beta1: 0, beta2: 0.99 } },
        penalties: [r1({ gamma: 10 })],
        generator: stylegan2Generator({ ...small, latentSize: 64, mapping: { layers: 2, learningRateMultiplier: 1 } }),
        discriminator: stylegan2Discriminator(small),
      }),
  },
};
