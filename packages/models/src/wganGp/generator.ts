import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import {
  batchNorm,
  classConditionalBatchNorm,
  conditioned,
  conv2d,
  conv2dTranspose,
  dense,
  initializers,
  input,
  type Part,
  relu,
  reshape,
  residualUp,
  sequence,
  tanh,
} from '@ganblocks/layers';
import { doubling } from '../parts/strides';
import { type WganGpConfig, wganGpConfig } from './config';
import { heUniform, rectified } from './parts';

/** `blockNorm` makes the norm of residual blocks, if they have one. */
type Parts = (settings: WganGpConfig, blockNorm: (() => Part) | undefined) => readonly Part[];

const normOf = ({ generatorNorm }: WganGpConfig, name: string): readonly Part[] =>
  generatorNorm ? [batchNorm({ name: `${name}/norm` })] : [];

/** Three hidden layers; the last is linear, since points have no bounds. */
const perceptron: Parts = (settings) => {
  const { resolution, imageChannels, width } = settings;
  const hidden = [1, 2, 3].flatMap((i) => {
    const name = `hidden${i}`;
    return [dense({ units: width, initializer: heUniform, name }), ...normOf(settings, name), relu({ name: `${name}/relu` })];
  });
  const shape = [resolution, resolution, imageChannels];
  return [...hidden, dense({ units: resolution ** 2 * imageChannels, name: 'image' }), reshape({ shape, name: 'image/reshape' })];
};

/** The same without the last row and the last column. */
const lessThanDoubling = (kernelSize: number): ReturnType<typeof doubling> => ({
  ...{ kernelSize, stride: 2, padding: kernelSize >> 1, outputPadding: 1 - (kernelSize % 2) },
});

/** An eighth of the image, rounded up, doubled three times; the row and the column that are too many after the first are never made. */
const convolutional: Parts = (settings) => {
  const { resolution, imageChannels, width, kernelSize, hiddenUnits } = settings;
  const base = Math.ceil(resolution / 8);
  const cropped = resolution / 4 < 2 * base;
  const after = (name: string): readonly Part[] => [...normOf(settings, name), relu({ name: `${name}/relu` })];
  const up = (channels: number, name: string, size = doubling(kernelSize)): Part =>
    conv2dTranspose({ ...size, channels, initializer: rectified, name });
  const hidden = hiddenUnits > 0 ? [dense({ units: hiddenUnits, initializer: heUniform, name: 'hidden' }), ...after('hidden')] : [];
  return [
    ...hidden,
    dense({ units: base ** 2 * 4 * width, name: 'project' }),
    reshape({ shape: [base, base, 4 * width], name: 'project/reshape' }),
    ...after('project'),
    ...[up(2 * width, 'up1', cropped ? lessThanDoubling(kernelSize) : undefined), ...after('up1'), up(width, 'up2'), ...after('up2')],
    ...[up(imageChannels, 'image'), tanh({ name: 'image/tanh' })],
  ];
};

/** Four pixels, doubled by residual blocks. */
const residualBlocks: Parts = (settings, norm) => {
  const { resolution, imageChannels, width } = settings;
  const ups = Math.log2(resolution / 4);
  return [
    dense({ units: 16 * width, name: 'project' }),
    reshape({ shape: [4, 4, width], name: 'project/reshape' }),
    ...Array.from({ length: ups }, () => residualUp({ channels: width, norm })),
    ...[...normOf(settings, 'image'), relu({ name: 'image/relu' })],
    conv2d({ channels: imageChannels, kernelSize: 3, padding: 1, initializer: initializers.glorotUniform(), name: 'image' }),
    tanh({ name: 'image/tanh' }),
  ];
};

const formOf: Readonly<Record<WganGpConfig['networks'], Parts>> = { mlp: perceptron, dcgan: convolutional, resnet: residualBlocks };

/** The generator of a full configuration; with classes it takes [latents, labels], and the norms of its blocks have scales and offsets by class. */
export function generatorOf(settings: WganGpConfig, classes = 0): LayersModel {
  const { networks, latentSize, generatorNorm, seed } = settings;
  const latents = input({ shape: [latentSize], name: 'latents', seed, network: 'generator' });
  const labels = classes > 0 ? input({ shape: [], name: 'labels', dtype: 'int32' }) : undefined;
  const byClass = labels && (() => conditioned(classConditionalBatchNorm({ classes }), labels));
  const parts = formOf[networks](settings, generatorNorm ? (byClass ?? (() => batchNorm())) : undefined);
  const images = sequence(...parts)(latents, '');
  return tfl.model({ inputs: labels ? [latents, labels] : latents, outputs: images, name: 'generator' });
}

/**
 * WGAN-GP's generators: dense layers for points, transposed convolutions of stride 2, or residual blocks that double the resolution.
 *
 * Shapes: normal latents `[N, latentSize]` → images `[N, resolution, resolution, imageChannels]` in (-1, 1), of 'mlp' without bounds.
 * Training and inference differ where there is batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", appendix F, https://arxiv.org/abs/1704.00028
 * @example const model = wganGpGenerator({ networks: 'mlp', width: 64 }); // [N, 2] to [N, 1, 1, 2]
 */
export const wganGpGenerator = (config: Partial<WganGpConfig> = {}): LayersModel => generatorOf(wganGpConfig(config));
