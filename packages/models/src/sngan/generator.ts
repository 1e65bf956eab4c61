import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchNorm, conv2d, conv2dTranspose, dense, input, type Part, relu, reshape, residualUp, sequence, tanh } from '@ganblocks/layers';
import { type SnganConfig, snganConfig } from './config';
import { smallNormal as initializer } from '../parts/firstWeights';
import { labelsInput, normOf } from './parts';

/** The smallest image; what comes of it, up to the image's size; the image. */
type Body = (settings: SnganConfig, norm: () => Part) => readonly Part[];

const toImage = { kernelSize: 3, padding: 1, name: 'image' };

const residualBody: Body = ({ generatorChannels, imageChannels, upsampling }, norm) => [
  ...generatorChannels.slice(1).map((channels) => residualUp({ channels, norm, upsampling })),
  batchNorm({ name: 'image/norm' }),
  relu({ name: 'image/relu' }),
  conv2d({ ...toImage, channels: imageChannels }),
];

const convolutionalBody: Body = ({ generatorChannels, imageChannels }, norm) => [
  ...[norm(), relu()],
  ...generatorChannels
    .slice(1)
    .flatMap((channels, i) => [
      conv2dTranspose({ channels, kernelSize: 4, stride: 2, padding: 1, initializer, name: `up${i + 1}` }),
      norm(),
      relu(),
    ]),
  conv2d({ ...toImage, channels: imageChannels, initializer }),
];

/**
 * SN-GAN's generator: a dense layer to the smallest image, then residual blocks of twice the size each ('resnet'), or transposed
 * convolutions of stride 2 ('convolution'), with batch norm and ReLU; a 3×3 convolution and tanh. With `classes` the batch norm within has
 * its scales and offsets by class, as the projection cGAN's.
 *
 * Shapes: latents `[N, latentSize]`, or [latents, labels `[N]`] → images `[N, resolution, resolution, imageChannels]` in (-1, 1). Training
 * and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", appendix B.4, https://arxiv.org/abs/1802.05957
 * @see Miyato & Koyama 2018, "cGANs with Projection Discriminator", https://arxiv.org/abs/1802.05637
 * @example const model = snganGenerator({ resolution: 32, generatorChannels: [64, 64, 64, 64] });
 */
export function snganGenerator(config: Partial<SnganConfig> = {}): LayersModel {
  const settings = snganConfig(config);
  const { networks, resolution, latentSize, classes, generatorChannels, seed } = settings;
  const [base = 0] = generatorChannels;
  const size = resolution / 2 ** (generatorChannels.length - 1);
  const residual = networks === 'resnet';

  const latents = input({ shape: [latentSize], name: 'latents', seed, network: 'generator' });
  const labels = labelsInput(classes);
  const images = sequence(
    dense({ units: size * size * base, name: 'project', ...(residual ? {} : { initializer }) }),
    reshape({ shape: [size, size, base], name: 'project/reshape' }),
    ...(residual ? residualBody : convolutionalBody)(settings, normOf(classes, labels)),
    tanh({ name: 'image/tanh' }),
  )(latents, '');
  return tfl.model({ inputs: labels ? [latents, labels] : latents, outputs: images, name: 'generator' });
}
