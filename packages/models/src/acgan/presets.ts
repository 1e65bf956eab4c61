import type { Preset } from '../preset';

const paper = 'Odena, Olah & Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", https://arxiv.org/abs/1610.09585';

/** AC-GAN's settings by where they are from. */
export const acganPresets: Readonly<Record<string, Preset>> = {
  'paper-32': {
    description: 'The paper for CIFAR-10: images of 32 x 32 of ten classes; without the activation noise that it also tries.',
    source: `${paper}; the table as https://github.com/kozistr/Awesome-GANs, ACGAN, and https://github.com/clvrai/ACGAN-PyTorch have it`,
    config: { resolution: 32, classes: 10 },
    training: { batchSize: 100, ema: null },
  },
  'paper-128': {
    description:
      'The paper for ImageNet: images of 128 x 128, ten classes to a model, of which it has a hundred; without activation noise.',
    source: `${paper}; table 1 and section 4`,
    config: { resolution: 128, classes: 10, generatorChannels: [768, 384, 256, 192] },
    training: { images: 5_000_000, batchSize: 100, ema: null },
  },
  'tfjs-28': {
    description: 'The TensorFlow.js example: gray digits of 28 x 28, latents multiplied with a vector of the class, labels of 0.95.',
    source: 'https://github.com/tensorflow/tfjs-examples, mnist-acgan, after https://github.com/keras-team/keras, examples/mnist_acgan.py',
    config: {
      ...{ resolution: 28, imageChannels: 1, classes: 10, latentSize: 100, latents: 'uniform', labels: 'multiplied' },
      ...{ generatorChannels: [384, 192, 96], firstUp: 'valid', normAt: 'behind' },
      ...{
        discriminatorChannels: [32, 64, 128, 256],
        discriminatorNorm: false,
        dropout: 0.3,
        initializer: 'glorotNormal',
        realLabel: 0.95,
      },
    },
    training: { images: 6_000_000, batchSize: 100, ema: null },
  },
  digits: {
    description: 'Digits by their labels within minutes on two cores without a GPU: gray images of 28 x 28, narrow, fast rates that fall.',
    source: 'GANBlocks, examples/acgan',
    config: {
      ...{ resolution: 28, imageChannels: 1, classes: 10, latentSize: 16, hiddenUnits: 256 },
      ...{ generatorChannels: [64, 32], generatorKernel: 4, projectNorm: true },
      ...{ discriminatorChannels: [32, 64], discriminatorStrides: [2, 2], discriminatorKernel: 4, dropout: 0 },
      ...{ learningRate: 1.5e-3, beta2: 0.99 },
    },
    training: {
      ...{ images: 80_000, batchSize: 32, ema: { halfLifeImages: 6_000, rampUp: 0.2 } },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
};
