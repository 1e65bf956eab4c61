import type { Preset } from '../preset';

/** 0.9999 an update of 100 images: ln ½ / ln 0.9999 · 100. */
const RELEASED_HALF_LIFE = 693_112;
const released = 'https://github.com/openai/improved-gan/tree/master/mnist_svhn_cifar10';

/** The semi-supervised GAN's settings by where they are from. */
export const sganPresets: Readonly<Record<string, Preset>> = {
  'improved-28': {
    description:
      'The released code for MNIST: dense networks, noise in front of each layer, feature matching, 300 epochs; 10 labels a class.',
    source: `${released}/train_mnist_feature_matching.py`,
    config: {},
    training: { images: 18_000_000, batchSize: 100, ema: { halfLifeImages: RELEASED_HALF_LIFE } },
  },
  'improved-32': {
    description: 'The released code for CIFAR-10: nine convolutions with dropout, feature matching, 1,200 epochs; 400 labels a class.',
    source: `${released}/train_cifar_feature_matching.py`,
    config: { networks: 'convolution' },
    training: {
      images: 60_000_000,
      batchSize: 100,
      ema: { halfLifeImages: RELEASED_HALF_LIFE },
      rates: { decay: 'linear', from: 2 / 3, to: 0 },
    },
  },
  'fake-class-28': {
    description: "After Odena's paper: K + 1 logits and a minimax generator, on networks of DCGAN's kind in sizes of this library.",
    source: 'Odena 2016, sections 2 and 3, https://arxiv.org/abs/1606.01583',
    config: { form: 'fakeClass', networks: 'dcgan' },
    training: { batchSize: 64 },
  },
  digits: {
    description:
      'Digits from 100 labels within minutes on two cores without a GPU: the released networks at about a third of their widths, by features.',
    source: 'GANBlocks, examples/sgan, after the released code for MNIST',
    config: { generatorUnits: [256, 256], classifierUnits: [300, 150, 150], latentSize: 64 },
    training: {
      images: 1_200_000,
      batchSize: 50,
      ema: { halfLifeImages: 15_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.4, to: 0.02 },
    },
  },
  'digits-fake-class': {
    description: 'The same against a class of fakes: narrow networks of DCGAN’s kind, small batches.',
    source: 'GANBlocks, after Odena’s paper',
    config: {
      ...{ form: 'fakeClass', networks: 'dcgan', generatorLoss: 'nonSaturating', latentSize: 32 },
      ...{ generatorWidth: 32, classifierWidths: [32, 64], learningRate: 1e-3 },
    },
    training: {
      images: 180_000,
      batchSize: 16,
      ema: { halfLifeImages: 10_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.4, to: 0.02 },
    },
  },
};
