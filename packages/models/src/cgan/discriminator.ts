import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { dense, flatten, input, type Part, sequence } from '@ganblocks/layers';
import { fromZero } from '../parts/pixels';
import { cganConfig, type CganConfig } from './config';
import { conditionInput, initializer, join, maxoutOrLeaky, toldMaxout } from './parts';

/**
 * CGAN's discriminator: a layer on the image and one on the condition, side by side; layers on both; one number. Maxout units, or leaky ReLUs
 * where there are no pieces.
 *
 * Shapes: [images `[N, resolution, resolution, imageChannels]` in [-1, 1], labels `[N]` (int32) or attributes `[N, attributes]`] → logits
 * `[N, 1]`, without the paper's sigmoid, which is in the loss. Training and inference differ by the dropout. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Mirza & Osindero 2014, "Conditional Generative Adversarial Nets", section 4.1, https://arxiv.org/abs/1411.1784
 * @example const model = cganDiscriminator({ classes: 10 });
 */
export function cganDiscriminator(config: Partial<CganConfig> = {}): LayersModel {
  const settings = cganConfig(config);
  const { resolution, imageChannels, output, imageUnits, discriminatorConditionUnits, jointUnits, pieces, jointPieces, seed } = settings;
  const dropped = settings.discriminatorDropout;
  const common = { initializer, dropped };
  const origin = { seed, network: 'discriminator' };
  const images = input({ ...origin, shape: [resolution, resolution, imageChannels], name: 'images' });
  const condition = conditionInput(settings, origin);

  const ofImages: readonly Part[] = [
    flatten({ name: 'pixels/flatten' }),
    ...(output === 'sigmoid' ? [fromZero('pixels')] : []),
    ...(imageUnits > 0 ? maxoutOrLeaky(imageUnits, pieces, common, 'pixels/hidden') : []),
  ];
  const ofBoth = jointUnits.flatMap((units, i) => maxoutOrLeaky(units, jointPieces, common, `hidden${i + 1}`));
  const joined = join(
    sequence(...ofImages)(images, ''),
    sequence(...toldMaxout(discriminatorConditionUnits, pieces, settings, dropped))(condition, ''),
  );
  const logits = sequence(...ofBoth, dense({ units: 1, initializer, name: 'logit' }))(joined, '');
  return tfl.model({ inputs: [images, condition], outputs: logits, name: 'discriminator' });
}
