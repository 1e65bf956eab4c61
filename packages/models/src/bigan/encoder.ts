import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { flatten, input, sequence } from '@ganblocks/layers';
import { fromZero } from '../parts/pixels';
import { type BiganConfig, biganConfig } from './config';
import { hidden, imageStages, linear, zero } from './parts';

/**
 * BiGAN's encoder: hidden layers, dense or convolutional first, with leaky ReLUs of slope 0.2 and batch norm (but the first), then a number for each of the latent's.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` → [a `[N, latentSize]`, features `[N, F]`], F the last of `encoderUnits`, or all numbers of the last convolution. The code is
 * E(x) = 2σ(a) - 1, in the latents' own range (-1, 1); the features are what a is linear in. A regressor's a begins at 0.
 * Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Donahue, Krähenbühl & Darrell 2017, "Adversarial Feature Learning", https://arxiv.org/abs/1605.09782
 * @example const model = biganEncoder({ encoderUnits: [256, 64] });
 */
export function biganEncoder(config: Partial<BiganConfig> = {}): LayersModel {
  const settings = biganConfig(config);
  const { resolution, imageChannels, latentSize, encoderUnits, mode, useScale, useBias, seed } = settings;
  const images = input({ shape: [resolution, resolution, imageChannels], name: 'images', seed, network: 'encoder' });
  const stages = imageStages(settings, encoderUnits);
  const features = sequence(
    fromZero('pixels'),
    hidden(stages, { activation: 'leakyRelu', normFirst: false, useScale, useBias }),
    ...(encoderUnits.length === 0 ? [flatten({ name: 'flatten' })] : []),
  )(images, '');
  const code = sequence(linear(latentSize, 'code', mode === 'bigan' ? undefined : zero))(features, '');
  return tfl.model({ inputs: images, outputs: [code, features], name: 'encoder' });
}
