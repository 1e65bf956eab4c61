import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import {
  conditioned,
  conv2d,
  dense,
  flatten,
  globalSumPool,
  input,
  leakyRelu,
  type Part,
  projectionHead,
  relu,
  residualDown,
  residualSame,
  sequence,
  spectralNorm,
} from '@ganblocks/layers';
import { type SnganConfig, snganConfig } from './config';
import { smallNormal as initializer } from '../parts/firstWeights';
import { labelsInput, reparam } from './parts';

/** Blocks that halve, then blocks that do not. Within, they have as many channels as they are given, but for the first. */
function residualBody({ discriminatorChannels, halvings, rectifiedShortcuts }: SnganConfig): readonly Part[] {
  const blocks = discriminatorChannels.flatMap((channels, i) => {
    const hiddenChannels = discriminatorChannels[Math.max(i - 1, 0)];
    const rectified = rectifiedShortcuts && i > 0;
    const preactivation = i > 0 && !rectified;
    const block = (i < halvings ? residualDown : residualSame)({ channels, hiddenChannels, preactivation, reparam });
    return rectified ? [relu(), block] : [block];
  });
  return [...blocks, relu(), globalSumPool()];
}

/** Pairs of a 3×3 convolution and a 4×4 one of stride 2, then one of 3×3. */
function convolutionalBody({ discriminatorChannels, halvings }: SnganConfig): readonly Part[] {
  const common = { reparam, initializer, padding: 1 };
  const rectifier = (): Part => leakyRelu({ slope: 0.1 });
  const pairs = discriminatorChannels.flatMap((channels, i) => {
    const same = [conv2d({ ...common, channels, kernelSize: 3, name: `same${i + 1}` }), rectifier()];
    const down = i < halvings ? [conv2d({ ...common, channels, kernelSize: 4, stride: 2, name: `down${i + 1}` }), rectifier()] : [];
    return [...same, ...down];
  });
  return [...pairs, flatten({ name: 'logit/flatten' })];
}

/** In inference a projection iterates from `u` without keeping it, as in the reference code. */
const projecting = spectralNorm({ evaluation: 'iterate' });

function headOf({ networks, classes, logitBias }: SnganConfig, labels: SymbolicTensor | undefined): Part {
  const common = { name: 'logit', useBias: logitBias, ...(networks === 'resnet' ? {} : { initializer }) };
  if (!labels) return dense({ ...common, units: 1, reparam });
  return conditioned(projectionHead({ ...common, classes, reparam: projecting }), labels);
}

/**
 * SN-GAN's discriminator: every layer spectrally normalized, and no other norm. 'resnet': residual blocks, the first of them halving, ReLU, the sum
 * over all pixels, a dense layer; 'convolution': pairs of a 3×3 and a strided 4×4 convolution with leaky ReLUs of slope 0.1, and a dense
 * layer of all that is left. With `classes` it is the projection discriminator: y = ψ(h) + ⟨table[label], h⟩.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]`, or [images, labels `[N]`] → logits `[N, 1]`. Training moves every `u` by one
 * step of the power iteration at each call, inference leaves it. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", appendix B.4, https://arxiv.org/abs/1802.05957
 * @see Miyato & Koyama 2018, "cGANs with Projection Discriminator", equation 3, https://arxiv.org/abs/1802.05637
 * @example const model = snganDiscriminator({ resolution: 28, imageChannels: 1, classes: 10, discriminatorChannels: [32, 64, 64] });
 */
export function snganDiscriminator(config: Partial<SnganConfig> = {}): LayersModel {
  const settings = snganConfig(config);
  const { networks, resolution, imageChannels, classes, seed } = settings;
  const images = input({ shape: [resolution, resolution, imageChannels], name: 'images', seed, network: 'discriminator' });
  const labels = labelsInput(classes);
  const body = (networks === 'resnet' ? residualBody : convolutionalBody)(settings);
  const logits = sequence(...body, headOf(settings, labels))(images, '');
  return tfl.model({ inputs: labels ? [images, labels] : images, outputs: logits, name: 'discriminator' });
}
