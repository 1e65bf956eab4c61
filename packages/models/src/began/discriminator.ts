import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beganDecoder, beganEncoder } from '@ganblocks/layers';
import { type BeganConfig, beganConfig, levelsOf } from './config';
import { carryingModel } from './parts';

/**
 * BEGAN's discriminator, an autoencoder: an encoder to `codeSize` numbers, and a decoder of the generator's form with weights of its own.
 * How badly it repeats an image is its judgement, see `reconstructionEnergy`.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` → what it makes of them, the same. With `carryRounds` the model takes
 * [images, carry], carry one number `[]`. Training and inference alike. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Berthelot et al. 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", section 3.5, https://arxiv.org/abs/1703.10717
 * @example const model = beganDiscriminator({ resolution: 28, imageChannels: 1, latentSize: 16, width: 8 });
 */
export function beganDiscriminator(config: Partial<BeganConfig> = {}): LayersModel {
  const settings = beganConfig(config);
  const { resolution, baseSize, imageChannels, codeSize, width, skip } = settings;
  const common = { channels: width };
  return carryingModel(settings, { name: 'discriminator', shape: [resolution, resolution, imageChannels] }, (images, carry) => {
    const code = beganEncoder({ ...common, codeSize, levels: levelsOf(settings), carry })(images, 'encoder');
    return beganDecoder({ ...common, resolution, baseSize, outputChannels: imageChannels, skip, carry })(code, 'decoder');
  });
}
