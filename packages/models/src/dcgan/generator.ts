import type { LayersModel } from '@tensorflow/tfjs-layers';
import { chain, conv2dTranspose, dense, type Part, relu, reshape, tanh } from '@ganblocks/layers';
import { norm, smallNormal as initializer } from '../parts/firstWeights';
import { scaleOf } from '../parts/scaleOf';
import { doubling } from '../parts/strides';
import { type DcganConfig, dcganConfig } from './config';

/**
 * DCGAN's generator: a projection to four (or seven) pixels, then transposed convolutions of stride 2 that halve the channels, each
 * with batch norm and ReLU; the last has neither and ends in tanh.
 *
 * Shapes: latents `[N, latentSize]` → images `[N, resolution, resolution, imageChannels]` in (-1, 1). Training and inference differ by
 * the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Radford, Metz & Chintala 2016, "Unsupervised Representation Learning with Deep Convolutional GANs", section 3, https://arxiv.org/abs/1511.06434
 * @example const model = dcganGenerator({ resolution: 28, imageChannels: 1, latentSize: 64 });
 */
export function dcganGenerator(config: Partial<DcganConfig> = {}): LayersModel {
  const { resolution, imageChannels, latentSize, width, kernelSize, projection, hiddenUnits, useBias, seed } = dcganConfig(config);
  const { base, doublings } = scaleOf(resolution);
  const channelsAt = (level: number): number => width * 2 ** (doublings - 1 - level);
  const common = { useBias, initializer };

  const project: readonly Part[] =
    projection === 'dense'
      ? [
          dense({ ...common, units: base * base * channelsAt(0), name: 'project' }),
          reshape({ shape: [base, base, channelsAt(0)], name: 'project/reshape' }),
        ]
      : [
          reshape({ shape: [1, 1, latentSize], name: 'project/reshape' }),
          conv2dTranspose({ ...common, channels: channelsAt(0), kernelSize: base, name: 'project' }),
        ];
  const up = (channels: number, name: string): Part => conv2dTranspose({ ...common, ...doubling(kernelSize), channels, name });
  const normalized = (name: string): readonly Part[] => [norm(`${name}/norm`), relu({ name: `${name}/relu` })];
  const hidden = hiddenUnits > 0 ? [dense({ ...common, units: hiddenUnits, name: 'hidden' }), ...normalized('hidden')] : [];
  const ups = Array.from({ length: doublings - 1 }, (_, i) => [up(channelsAt(i + 1), `up${i + 1}`), ...normalized(`up${i + 1}`)]);

  return chain(
    { shape: [latentSize], name: 'generator', seed },
    ...hidden,
    ...project,
    ...normalized('project'),
    ...ups.flat(),
    up(imageChannels, 'image'),
    tanh({ name: 'image/tanh' }),
  );
}
