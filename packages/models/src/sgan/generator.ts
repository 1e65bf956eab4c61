import type { LayersModel } from '@tensorflow/tfjs-layers';
import { chain, conv2dTranspose, dense, initializers, type Part, relu, reshape, tanh, weightNorm } from '@ganblocks/layers';
import { scaleOf } from '../parts/scaleOf';
import { dcganGenerator } from '../dcgan/generator';
import { fromZero, pixels } from '../parts/pixels';
import { doubling } from '../parts/strides';
import { type SganConfig, sganConfig } from './config';
import { norm, softplus } from './parts';

/**
 * SGAN's generator. 'dense': two layers of softplus with batch norm, then a weight-normalized one to the pixels; 'convolution': a projection
 * to four (or seven) pixels, then transposed 5 x 5 convolutions that double, with batch norm but for the last, which has weight
 * normalization; 'dcgan': DCGAN's.
 *
 * Shapes: latents `[N, latentSize]` in [-1, 1), of which all but 'dcgan' make the code's [0, 1) first → images
 * `[N, resolution, resolution, imageChannels]` in (-1, 1). Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 5, https://arxiv.org/abs/1606.03498
 * @example const model = sganGenerator({ generatorUnits: [64, 64] });
 */
export function sganGenerator(config: Partial<SganConfig> = {}): LayersModel {
  const settings = sganConfig(config);
  const { networks, resolution, imageChannels, latentSize, generatorWidth: width, seed } = settings;
  if (networks === 'dcgan') return dcganGenerator({ resolution, imageChannels, latentSize, width, seed });
  const parts = networks === 'dense' ? denseParts(settings) : convolutionParts(settings);
  return chain({ shape: [latentSize], name: 'generator', seed }, fromZero('latents'), ...parts);
}

function denseParts({ resolution, imageChannels, generatorUnits }: SganConfig): readonly Part[] {
  const hidden = generatorUnits.flatMap((units, i): readonly Part[] => {
    const name = `hidden${i + 1}`;
    return [dense({ units, useBias: false, name }), norm(`${name}/norm`), softplus(name)];
  });
  const units = resolution * resolution * imageChannels;
  return [
    ...hidden,
    dense({ units, initializer: initializers.glorotUniform(), reparam: weightNorm(), name: 'image' }),
    ...pixels('sigmoid'),
    reshape({ shape: [resolution, resolution, imageChannels], name: 'image/reshape' }),
  ];
}

function convolutionParts({ resolution, imageChannels, generatorWidth }: SganConfig): readonly Part[] {
  const { base, doublings } = scaleOf(resolution);
  const initializer = initializers.normal({ deviation: 0.05 });
  const channelsAt = (level: number): number => generatorWidth * 2 ** (doublings - 1 - level);
  const normalized = (name: string): readonly Part[] => [norm(`${name}/norm`), relu({ name: `${name}/relu` })];
  const ups = Array.from({ length: doublings - 1 }, (_, i): readonly Part[] => {
    const name = `up${i + 1}`;
    return [conv2dTranspose({ ...doubling(5), channels: channelsAt(i + 1), initializer, useBias: false, name }), ...normalized(name)];
  });
  return [
    dense({ units: base * base * channelsAt(0), initializer, useBias: false, name: 'project' }),
    ...normalized('project'),
    reshape({ shape: [base, base, channelsAt(0)], name: 'project/reshape' }),
    ...ups.flat(),
    conv2dTranspose({ ...doubling(5), channels: imageChannels, initializer, reparam: weightNorm({ scale: 0.1 }), name: 'image' }),
    tanh({ name: 'image/tanh' }),
  ];
}
