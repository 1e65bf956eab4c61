import type { LayersModel } from '@tensorflow/tfjs-layers';
import { chain, conv2d, dense, flatten, leakyRelu, type Part } from '@ganblocks/layers';
import { norm, smallNormal as initializer } from '../parts/firstWeights';
import { scaleOf } from '../parts/scaleOf';
import { halving } from '../parts/strides';
import { type DcganConfig, dcganConfig } from './config';

/**
 * DCGAN's discriminator: convolutions of stride 2 that double the channels, each with batch norm (but the first) and a leaky ReLU of
 * slope 0.2, then one number for the whole image.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` → logits `[N, 1]`, without the paper's sigmoid, which is in the loss.
 * Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Radford, Metz & Chintala 2016, "Unsupervised Representation Learning with Deep Convolutional GANs", section 3, https://arxiv.org/abs/1511.06434
 * @example const model = dcganDiscriminator({ resolution: 28, imageChannels: 1 });
 */
export function dcganDiscriminator(config: Partial<DcganConfig> = {}): LayersModel {
  const { resolution, imageChannels, width, kernelSize, projection, hiddenUnits, useBias, seed } = dcganConfig(config);
  const { base, doublings } = scaleOf(resolution);
  const common = { useBias, initializer };

  const down = (level: number): readonly Part[] => {
    const name = `down${level + 1}`;
    const convolution = conv2d({ ...common, ...halving(kernelSize), channels: width * 2 ** level, name });
    return [convolution, ...(level === 0 ? [] : [norm(`${name}/norm`)]), leakyRelu({ slope: 0.2, name: `${name}/leakyRelu` })];
  };
  const hidden =
    hiddenUnits > 0
      ? [dense({ ...common, units: hiddenUnits, name: 'hidden' }), norm('hidden/norm'), leakyRelu({ slope: 0.2, name: 'hidden/leakyRelu' })]
      : [];
  const head: readonly Part[] =
    projection === 'dense'
      ? [flatten({ name: 'logit/flatten' }), ...hidden, dense({ ...common, units: 1, name: 'logit' })]
      : [conv2d({ ...common, channels: 1, kernelSize: base, name: 'logit' }), flatten({ name: 'logit/flatten' })];

  const downs = Array.from({ length: doublings }, (_, level) => down(level));
  return chain({ shape: [resolution, resolution, imageChannels], name: 'discriminator', seed }, ...downs.flat(), ...head);
}
