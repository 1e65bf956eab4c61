import type { LayersModel } from '@tensorflow/tfjs-layers';
import {
  chain,
  conv2d,
  dense,
  flatten,
  globalAveragePool,
  leakyRelu,
  type Part,
  relu,
  residualDown,
  residualSame,
} from '@ganblocks/layers';
import { halving } from '../parts/strides';
import { type WganGpConfig, wganGpConfig } from './config';
import { heUniform, rectified } from './parts';

type Parts = (settings: WganGpConfig) => readonly Part[];

const perceptron: Parts = ({ width }) => {
  const hidden = [1, 2, 3].flatMap((i) => {
    return [dense({ units: width, initializer: heUniform, name: `hidden${i}` }), relu({ name: `hidden${i}/relu` })];
  });
  return [flatten({ name: 'hidden1/flatten' }), ...hidden];
};

const convolutional: Parts = ({ width, kernelSize, hiddenUnits }) => {
  const downs = [1, 2, 4].flatMap((multiple, i) => {
    const name = `down${i + 1}`;
    return [
      conv2d({ ...halving(kernelSize), channels: multiple * width, initializer: rectified, name }),
      leakyRelu({ slope: 0.2, name: `${name}/leakyRelu` }),
    ];
  });
  const hidden =
    hiddenUnits > 0
      ? [dense({ units: hiddenUnits, initializer: heUniform, name: 'hidden' }), leakyRelu({ slope: 0.2, name: 'hidden/leakyRelu' })]
      : [];
  return [...downs, flatten({ name: 'score/flatten' }), ...hidden];
};

/** The first block has no activation in front, the last ones keep the resolution; the score is of the mean of all places. */
const residualBlocks: Parts = ({ width: channels }) => [
  ...[residualDown({ channels }), residualDown({ channels }), residualSame({ channels }), residualSame({ channels })],
  ...[relu({ name: 'score/relu' }), globalAveragePool({ name: 'score/mean' })],
];

const formOf: Readonly<Record<WganGpConfig['networks'], Parts>> = { mlp: perceptron, dcgan: convolutional, resnet: residualBlocks };

/** The critic of a full configuration, with so many numbers an image: a score, and class logits behind it. */
export function criticOf(settings: WganGpConfig, units = 1): LayersModel {
  const { networks, resolution, imageChannels, seed } = settings;
  const parts = formOf[networks](settings);
  return chain({ shape: [resolution, resolution, imageChannels], name: 'critic', seed }, ...parts, dense({ units, name: 'score' }));
}

/**
 * WGAN-GP's critics: dense layers, strided convolutions, or residual blocks, each without any norm, which would make a score depend on
 * the whole batch while the penalty is of each example's gradient; without a sigmoid.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` → scores `[N, 1]`, one number an image without bounds. Training and
 * inference alike. Differentiable to any order. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 4 ("No critic batch normalization") and appendix F, https://arxiv.org/abs/1704.00028
 * @example const model = wganGpCritic({ networks: 'mlp', width: 64 }); // [N, 1, 1, 2] to [N, 1]
 */
export const wganGpCritic = (config: Partial<WganGpConfig> = {}): LayersModel => criticOf(wganGpConfig(config));
