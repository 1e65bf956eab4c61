import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { flatten, input, sequence } from '@ganblocks/layers';
import { fromZero } from '../parts/pixels';
import { type BiganConfig, biganConfig } from './config';
import { hidden, imageStages, linear, zero } from './parts';

/**
 * BiGAN's discriminator: hidden layers, dense or convolutional first, with leaky ReLUs of slope 0.2 and batch norm (but the first), then one number, 0 for all at first. The latents
 * enter each layer but the first, by a kernel of their own, before the batch norm.
 *
 * Shapes: [images `[N, resolution, resolution, imageChannels]`, latents `[N, latentSize]`] → logits `[N, 1]`; in the modes of the latent regressors of
 * images alone. Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Donahue, Krähenbühl & Darrell 2017, "Adversarial Feature Learning", https://arxiv.org/abs/1605.09782
 * @example const model = biganDiscriminator({ discriminatorUnits: [256, 256] });
 */
export function biganDiscriminator(config: Partial<BiganConfig> = {}): LayersModel {
  const settings = biganConfig(config);
  const { resolution, imageChannels, latentSize, discriminatorUnits, mode, useScale, useBias, seed } = settings;
  const images = input({ shape: [resolution, resolution, imageChannels], name: 'images', seed, network: 'discriminator' });
  const latents = mode === 'bigan' ? [input({ shape: [latentSize], name: 'latents', seed, network: 'discriminator/latents' })] : [];
  const stages = imageStages(settings, discriminatorUnits);
  const logits = sequence(
    fromZero('pixels'),
    hidden(stages, { activation: 'leakyRelu', normFirst: false, latents: latents[0], useScale, useBias }),
    ...(discriminatorUnits.length === 0 ? [flatten({ name: 'flatten' })] : []),
    linear(1, 'logit', zero),
  )(images, '');
  return tfl.model({ inputs: [images, ...latents], outputs: logits, name: 'discriminator' });
}
