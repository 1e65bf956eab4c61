import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { conv2dTranspose, input, type Part, reshape, scale, sequence, tanh } from '@ganblocks/layers';
import { smallNormal as initializer } from '../parts/firstWeights';
import { scaleOf } from '../parts/scaleOf';
import { type BiganConfig, biganConfig } from './config';
import { denseStages, hidden, KERNEL, linear, type Stage } from './parts';

/**
 * BiGAN's generator: hidden layers with batch norm and ReLU, then pixels; convolutional, the last of them are transposed convolutions that double the
 * image. With `latentSkip` the latents enter each of them but the first once more, by a kernel of their own.
 *
 * Shapes: latents `[N, latentSize]` → images `[N, resolution, resolution, imageChannels]` in (-1, 1): the sigmoid's [0, 1] doubled, 2σ(a) - 1 = tanh(a / 2).
 * Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Donahue, Krähenbühl & Darrell 2017, "Adversarial Feature Learning", https://arxiv.org/abs/1605.09782
 * @example const model = biganGenerator({ generatorUnits: [64, 128] });
 */
export function biganGenerator(config: Partial<BiganConfig> = {}): LayersModel {
  const settings = biganConfig(config);
  const { latentSize, latentSkip, useScale, useBias, seed } = settings;
  const latents = input({ shape: [latentSize], name: 'latents', seed, network: 'generator' });
  const { stages, image } = settings.networks === 'dense' ? denseParts(settings) : convolutionalParts(settings);
  const images = sequence(
    hidden(stages, { activation: 'relu', normFirst: true, latents: latentSkip ? latents : undefined, useScale, useBias }),
    ...image,
  )(latents, '');
  return tfl.model({ inputs: latents, outputs: images, name: 'generator' });
}

interface Parts {
  readonly stages: readonly Stage[];
  readonly image: readonly Part[];
}

const bounded = (): readonly Part[] => [scale({ factor: 0.5, name: 'image/half' }), tanh({ name: 'image/tanh' })];

function denseParts({ resolution, imageChannels, generatorUnits }: BiganConfig): Parts {
  const shape = [resolution, resolution, imageChannels] as const;
  const pixels = linear(resolution * resolution * imageChannels, 'image');
  return { stages: denseStages(generatorUnits), image: [pixels, ...bounded(), reshape({ shape, name: 'image/reshape' })] };
}

/** Dense layers, the smallest image, normalized number by number, then doublings. */
function convolutionalParts({ resolution, imageChannels, generatorUnits, width }: BiganConfig): Parts {
  const { base, doublings } = scaleOf(resolution);
  const channelsAt = (level: number): number => width * 2 ** (doublings - 1 - level);
  const up = (channels: number, name: string): Part =>
    conv2dTranspose({ channels, kernelSize: KERNEL, stride: 2, padding: KERNEL >> 1, outputPadding: 1, useBias: false, initializer, name });
  const units = base * base * channelsAt(0);
  const smallest: Stage = { name: 'project', channels: units, parts: [linear(units, 'project')], spatial: false };
  const asImage = (): readonly Part[] => [reshape({ shape: [base, base, channelsAt(0)], name: 'project/reshape' })];
  const ups = Array.from({ length: doublings - 1 }, (_, i): Stage => {
    const [name, channels] = [`up${i + 1}`, channelsAt(i + 1)];
    return { name, channels, parts: [...(i === 0 ? asImage() : []), up(channels, name)], spatial: true };
  });
  const last = [...(doublings === 1 ? asImage() : []), up(imageChannels, 'image')];
  return { stages: [...denseStages(generatorUnits), smallest, ...ups], image: [...last, ...bounded()] };
}
