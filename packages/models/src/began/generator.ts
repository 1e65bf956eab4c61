import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beganDecoder } from '@ganblocks/layers';
import { type BeganConfig, beganConfig } from './config';
import { carryingModel } from './parts';

/**
 * BEGAN's generator, which has the form of the discriminator's decoder: a dense layer to the smallest level, then at each resolution two
 * 3×3 convolutions with ELU, and a doubling by the nearest pixel; no normalization, and no tanh.
 *
 * Shapes: latents `[N, latentSize]` → images `[N, resolution, resolution, imageChannels]`, which nothing holds in [-1, 1]. With `carryRounds`
 * the model takes [latents, carry], carry one number `[]`. Training and inference alike. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Berthelot et al. 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", section 3.5, https://arxiv.org/abs/1703.10717
 * @example const model = beganGenerator({ resolution: 28, imageChannels: 1, latentSize: 16, width: 8 });
 */
export function beganGenerator(config: Partial<BeganConfig> = {}): LayersModel {
  const settings = beganConfig(config);
  const { resolution, baseSize, imageChannels, latentSize, width, skip } = settings;
  return carryingModel(settings, { name: 'generator', shape: [latentSize] }, (latents, carry) =>
    beganDecoder({ resolution, baseSize, outputChannels: imageChannels, channels: width, skip, carry })(latents, ''),
  );
}
