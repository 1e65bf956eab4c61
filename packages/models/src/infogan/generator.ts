import type { LayersModel } from '@tensorflow/tfjs-layers';
import { chain, conv2dTranspose, dense, type Part, relu, reshape, tanh } from '@ganblocks/layers';
import { latentSizeOf } from './codes';
import { norm, smallNormal as initializer } from '../parts/firstWeights';
import { type InfoganConfig, infoganConfig } from './config';
import { stride2 } from './parts';

/**
 * InfoGAN's generator: two dense layers, the second of which makes an image of a quarter of the resolution, and two transposed convolutions of stride
 * 2; batch norm and ReLU after each but the last.
 *
 * Shapes: latents `[N, noise + categories + continuous]` → images `[N, resolution, resolution, imageChannels]` in (-1, 1). The code ends in a sigmoid,
 * since its images are in [0, 1]; tanh(y / 2) = 2 sigmoid(y) - 1 makes tanh the same for images in [-1, 1], but for the scale of the last weights.
 * Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Chen et al. 2016, "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets", appendix C.1, https://arxiv.org/abs/1606.03657
 * @example const model = infoganGenerator({ noiseSize: 16, categories: [10], continuous: 2, width: 16, hiddenUnits: 64 });
 */
export function infoganGenerator(config: Partial<InfoganConfig> = {}): LayersModel {
  const settings = infoganConfig(config);
  const { resolution, imageChannels, width, hiddenUnits, useBias, seed } = settings;
  const common = { useBias, initializer };
  const base = resolution / 4;
  const shape = [base, base, 2 * width] as const;
  const normalized = (name: string): readonly Part[] => [norm(`${name}/norm`), relu({ name: `${name}/relu` })];

  return chain(
    { shape: [latentSizeOf(settings)], name: 'generator', seed },
    dense({ ...common, units: hiddenUnits, name: 'hidden' }),
    ...normalized('hidden'),
    // Each of its numbers is normalized by itself: the norm stands in front of the reshaping, in the code and in the paper's table.
    dense({ ...common, units: base * base * 2 * width, name: 'project' }),
    ...normalized('project'),
    reshape({ shape, name: 'project/reshape' }),
    conv2dTranspose({ ...common, ...stride2, channels: width, name: 'up1' }),
    ...normalized('up1'),
    conv2dTranspose({ ...common, ...stride2, channels: imageChannels, name: 'image' }),
    tanh({ name: 'image/tanh' }),
  );
}
