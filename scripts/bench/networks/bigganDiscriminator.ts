import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import {
  conditioned,
  globalSumPool,
  input,
  projectionHead,
  relu,
  residualDown,
  residualSame,
  selfAttention,
  sequence,
} from '@ganblocks/layers';
import type { BigganSize } from './bigganGenerator';

/** BigGAN's discriminator: images `[N, 128, 128, 3]` and labels `[N]` → `[N, 1]`. Its 64×64 pixels attend to one another. */
export function bigganDiscriminator({ channels, reparam }: BigganSize): LayersModel {
  const images = input({ shape: [128, 128, 3], name: 'images', network: 'discriminator' });
  const labels = input({ shape: [], name: 'labels', dtype: 'int32' });
  const downs = [2, 4, 8, 16].map((multiple) => residualDown({ channels: multiple * channels, reparam }));
  const scores = sequence(
    residualDown({ channels, reparam }),
    selfAttention({ reparam }),
    ...downs,
    residualSame({ channels: 16 * channels, reparam }),
    relu(),
    globalSumPool(),
    conditioned(projectionHead({ classes: 1000, reparam }), labels),
  )(images, '');
  return tfl.model({ inputs: [images, labels], outputs: scores, name: 'discriminator' });
}
