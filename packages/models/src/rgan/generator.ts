import type { LayersModel } from '@tensorflow/tfjs-layers';
import { snganGenerator } from '../sngan/generator';
import { type AnyRganConfig, rcGanConfig, type RganConfig } from './config';

/** The generator of a full configuration. */
export const generatorOf = ({ resolution, imageChannels, latentSize, classes, generatorChannels, seed }: AnyRganConfig): LayersModel =>
  snganGenerator({ resolution, imageChannels, latentSize, classes, generatorChannels, seed });

/**
 * rGAN's generator, the same for both systems and all residual backbones: that of the projection cGAN, residual blocks whose batch norm has scales and
 * offsets by class.
 *
 * Shapes: [latents `[N, latentSize]`, labels int32 `[N]`] → images `[N, resolution, resolution, imageChannels]` in (-1, 1). Training and inference
 * differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @see https://github.com/takuhirok/rGAN, models/resnet.py
 * @example const model = rganGenerator({ resolution: 16, generatorChannels: [8, 8, 8] });
 */
export const rganGenerator = (config: Partial<RganConfig> = {}): LayersModel => generatorOf(rcGanConfig(config));
