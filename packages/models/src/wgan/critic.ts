import type { LayersModel } from '@tensorflow/tfjs-layers';
import { chain, conv2d, dense, flatten, leakyRelu, type Part, relu } from '@ganblocks/layers';
import { scaleOf } from '../parts/scaleOf';
import { dcganDiscriminator } from '../dcgan/discriminator';
import { smallNormal as initializer } from '../parts/firstWeights';
import { halving } from '../parts/strides';
import { dcganPart, type WganConfig, wganConfig } from './config';

const activated = (part: Part, name: string): readonly Part[] => [part, leakyRelu({ slope: 0.2, name: `${name}/leakyRelu` })];

/** DCGAN's discriminator without batch norm. */
function plainParts(settings: WganConfig): readonly Part[] {
  const { resolution, width, kernelSize, projection, hiddenUnits, useBias } = dcganPart(settings, settings.criticWidth);
  const { base, doublings } = scaleOf(resolution);
  const common = { useBias, initializer };
  const downs = Array.from({ length: doublings }, (_, level) => {
    const name = `down${level + 1}`;
    return activated(conv2d({ ...common, ...halving(kernelSize), channels: width * 2 ** level, name }), name);
  });
  const flat = flatten({ name: 'logit/flatten' });
  if (projection === 'convolution') return [...downs.flat(), conv2d({ ...common, channels: 1, kernelSize: base, name: 'logit' }), flat];
  const hidden = hiddenUnits > 0 ? activated(dense({ ...common, units: hiddenUnits, name: 'hidden' }), 'hidden') : [];
  return [...downs.flat(), flat, ...hidden, dense({ ...common, units: 1, name: 'logit' })];
}

function perceptronParts({ criticWidth: units }: WganConfig): readonly Part[] {
  const hidden = ['hidden1', 'hidden2', 'hidden3'].map((name) => [dense({ units, name }), relu({ name: `${name}/relu` })]);
  // A bias of the score would cancel in the loss.
  return [flatten({ name: 'hidden1/flatten' }), ...hidden.flat(), dense({ units: 1, useBias: false, name: 'logit' })];
}

/**
 * WGAN's critics: DCGAN's discriminator, the same without batch norm, or a perceptron of three hidden layers.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` → scores `[N, 1]`, any numbers, without a sigmoid. Training and inference
 * differ where there is batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Arjovsky, Chintala & Bottou 2017, "Wasserstein GAN", section 3, https://arxiv.org/abs/1701.07875
 * @example const model = wganCritic({ critic: 'plain', resolution: 28, imageChannels: 1 });
 */
export function wganCritic(config: Partial<WganConfig> = {}): LayersModel {
  const settings = wganConfig(config);
  const { critic, criticWidth, resolution, imageChannels, seed } = settings;
  if (critic === 'dcgan') return dcganDiscriminator(dcganPart(settings, criticWidth));
  const parts = critic === 'mlp' ? perceptronParts(settings) : plainParts(settings);
  return chain({ shape: [resolution, resolution, imageChannels], name: 'discriminator', seed }, ...parts);
}
