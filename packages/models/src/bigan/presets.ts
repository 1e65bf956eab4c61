import type { Preset } from '../preset';

const source = 'Donahue, Krähenbühl & Darrell 2017, https://arxiv.org/abs/1605.09782; https://github.com/jeffdonahue/bigan, train_mnist.sh';

/** 400 epochs of 50,000 images. */
const training = { images: 20_000_000, batchSize: 128, ema: null } as const;

/** BiGAN's settings by where they are from. */
export const biganPresets: Readonly<Record<string, Preset>> = {
  'paper-mnist': {
    description:
      'The permutation-invariant MNIST networks of the code: two layers of 1,024 in each, gray images of 28 x 28, latents of 50.',
    source,
    config: {},
    training,
  },
  'paper-mnist-latent-regressor': {
    description: 'Its first baseline: a GAN of the same networks, and an encoder that finds the latents of its images.',
    source,
    config: { mode: 'latentRegressor' },
    training,
  },
  'paper-mnist-joint-latent-regressor': {
    description: 'Its second baseline: the same, with a quarter of the regression in the generator’s loss.',
    source,
    config: { mode: 'jointLatentRegressor' },
    training,
  },
  digits: {
    description: 'Digits and their features within minutes on two cores without a GPU: narrower, with 52 features, fast rates that fall.',
    source: 'GANBlocks, examples/bigan',
    config: {
      ...{ latentSize: 32, generatorUnits: [256, 512], encoderUnits: [512, 52], discriminatorUnits: [512, 512] },
      ...{ learningRate: 1e-3, decayEpochs: 0 },
    },
    training: {
      images: 450_000,
      batchSize: 64,
      ema: { halfLifeImages: 8_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.3, to: 0.02 },
    },
  },
};
