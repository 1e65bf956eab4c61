import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { conv2d, dense, flatten, input, leakyRelu, type Part, sequence } from '@ganblocks/layers';
import { posteriorSizeOf } from './codes';
import { norm, smallNormal as initializer } from '../parts/firstWeights';
import { type InfoganConfig, infoganConfig } from './config';
import { stride2, truncated } from './parts';

/**
 * InfoGAN's discriminator D and its recognition network Q, on one trunk: two convolutions of stride 2 and a dense layer, with batch norm but for the
 * first, and leaky ReLUs; D adds one dense layer to it, Q a hidden one and one for what it says of the codes.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` in [-1, 1] → [logits `[N, 1]`, codes `[N, ΣK + 2 · continuous]`]: of each categorical code
 * K logits, then of the continuous ones the means, then the log variances, which nothing reads where the deviation is fixed (they are in the code's
 * network too). Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Chen et al. 2016, "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets", appendix C.1, https://arxiv.org/abs/1606.03657
 * @example const model = infoganDiscriminator({ categories: [10], continuous: 2, width: 16, hiddenUnits: 64, codeUnits: 32 });
 */
export function infoganDiscriminator(config: Partial<InfoganConfig> = {}): LayersModel {
  const settings = infoganConfig(config);
  const { resolution, imageChannels, width, hiddenUnits, codeUnits, slope, useBias, seed } = settings;
  const common = { useBias, initializer };
  const active = (name: string): Part => leakyRelu({ slope, name: `${name}/leakyRelu` });
  const down = (channels: number, name: string): Part => conv2d({ useBias, initializer: truncated, ...stride2, channels, name });

  const images = input({ shape: [resolution, resolution, imageChannels], name: 'images', seed, network: 'discriminator' });
  const trunk = sequence(
    ...[down(width, 'down1'), active('down1')],
    ...[down(2 * width, 'down2'), norm('down2/norm'), active('down2')],
    flatten({ name: 'hidden/flatten' }),
    ...[dense({ ...common, units: hiddenUnits, name: 'hidden' }), norm('hidden/norm'), active('hidden')],
  )(images, '');
  const logits = sequence(dense({ ...common, units: 1, name: 'logit' }))(trunk, '');
  const codes = sequence(
    ...[dense({ ...common, units: codeUnits, name: 'codes/hidden' }), norm('codes/hidden/norm'), active('codes/hidden')],
    dense({ ...common, units: posteriorSizeOf(settings), name: 'codes' }),
  )(trunk, '');
  return tfl.model({ inputs: images, outputs: [logits, codes], name: 'discriminator' });
}
