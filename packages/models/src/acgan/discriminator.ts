import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { conv2d, dense, flatten, input, type Part, sequence } from '@ganblocks/layers';
import { type AcganConfig, acganConfig } from './config';
import { initializerOf, judged } from './parts';

/**
 * AC-GAN's discriminator: convolutions, some of stride 2, with batch norm (but the first), leaky ReLUs of slope 0.2, noise and dropout; then two
 * dense heads, one on whether the image is real and one on its class.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` → [logits `[N, 1]`, class logits `[N, classes]`], without the paper's sigmoid and softmax,
 * which are in the losses. Training and inference differ by batch norm, noise and dropout. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Odena, Olah & Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", https://arxiv.org/abs/1610.09585
 * @example const model = acganDiscriminator({ resolution: 28, imageChannels: 1, discriminatorChannels: [32, 64, 128] });
 */
export function acganDiscriminator(config: Partial<AcganConfig> = {}): LayersModel {
  const settings = acganConfig(config);
  const { resolution, imageChannels, classes, hiddenUnits, discriminatorNorm, seed } = settings;
  const { discriminatorChannels, discriminatorStrides, discriminatorKernel: kernelSize } = settings;
  const common = { initializer: initializerOf(settings) };
  const images = input({ shape: [resolution, resolution, imageChannels], name: 'images', seed, network: 'discriminator' });

  const downs = discriminatorChannels.flatMap((channels, i): readonly Part[] => {
    const name = `down${i + 1}`;
    const convolution = conv2d({ ...common, channels, kernelSize, stride: discriminatorStrides[i]!, padding: (kernelSize - 1) >> 1, name });
    return [convolution, ...judged(discriminatorNorm && i > 0, settings, name)];
  });
  const hidden =
    hiddenUnits > 0 ? [dense({ ...common, units: hiddenUnits, name: 'hidden' }), ...judged(discriminatorNorm, settings, 'hidden')] : [];
  const features = sequence(...downs, flatten({ name: 'features' }), ...hidden)(images, '');
  const head = (units: number, name: string): SymbolicTensor => dense({ ...common, units, name }).apply(features) as SymbolicTensor;
  return tfl.model({ inputs: images, outputs: [head(1, 'logit'), head(classes, 'classLogits')], name: 'discriminator' });
}
