import type { Preset } from '../preset';

const authors = 'https://github.com/openai/InfoGAN';
const paper = 'Chen et al. 2016, appendix C.1, https://arxiv.org/abs/1606.03657';

/** InfoGAN's settings by where they are from. */
export const infoganPresets: Readonly<Record<string, Preset>> = {
  'paper-mnist': {
    description: 'The paper for MNIST: one code of ten categories, two continuous ones, 62 numbers of noise, leaky ReLUs of slope 0.1.',
    source: `${paper}; what it leaves open as in ${authors}`,
    config: { slope: 0.1 },
    training: { images: 640_000, batchSize: 128, ema: null },
  },
  'openai-mnist': {
    description: "The authors' code for MNIST: the same with a slope of 0.01; 5,000 rounds.",
    source: `${authors}, launchers/run_mnist_exp.py`,
    config: { slope: 0.01 },
    training: { images: 640_000, batchSize: 128, ema: null },
  },
  digits: {
    description:
      'Digits by codes without labels within minutes on two cores without a GPU: gray, narrow, fast rates that fall, continuous codes at 0.1 of their weight.',
    source: 'GANBlocks, examples/infogan',
    config: {
      ...{ resolution: 28, imageChannels: 1, noiseSize: 16, width: 32, hiddenUnits: 256, codeUnits: 64, useBias: false },
      ...{ continuousWeight: 0.1, generatorRate: 1.5e-3, discriminatorRate: 1e-3, beta2: 0.99 },
    },
    training: {
      ...{ images: 80_000, batchSize: 32, ema: { halfLifeImages: 6_000, rampUp: 0.2 } },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
};
