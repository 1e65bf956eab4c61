import type { LayersModel } from '@tensorflow/tfjs-layers';
import { chain, dense, flatten, type Part } from '@ganblocks/layers';
import { ganConfig, type GanConfig } from './config';
import { fromZero } from '../parts/pixels';
import { droppedBy, maxedOut, rectified, within } from './parts';

/**
 * The first GAN's discriminator: dense layers of maxout units with dropout, or of rectifiers in the modern form.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` in [-1, 1] → logits `[N, 1]`, without the paper's sigmoid, which is in the
 * loss. Training and inference differ by the dropout. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", section 5, https://arxiv.org/abs/1406.2661
 * @see Goodfellow et al. 2013, "Maxout Networks", https://arxiv.org/abs/1302.4389
 * @example const model = ganDiscriminator({ discriminatorUnits: [240, 240], discriminatorActivation: 'maxout' });
 */
export function ganDiscriminator(config: Partial<GanConfig> = {}): LayersModel {
  const { resolution, imageChannels, output, seed, ...settings } = ganConfig(config);
  const { discriminatorUnits, discriminatorActivation, pieces, inputDropout, hiddenDropout, discriminatorBound } = settings;
  const initializer = within(discriminatorBound);
  const common = { initializer, dropped: hiddenDropout };

  const hidden = discriminatorUnits.flatMap((units, i): readonly Part[] => {
    const name = `hidden${i + 1}`;
    if (discriminatorActivation === 'maxout') return maxedOut(units, pieces, common, name);
    return rectified(units, discriminatorActivation, common, name);
  });
  return chain(
    { shape: [resolution, resolution, imageChannels], name: 'discriminator', seed },
    flatten({ name: 'pixels/flatten' }),
    ...(output === 'sigmoid' ? [fromZero('pixels')] : []),
    ...droppedBy(inputDropout, 'pixels'),
    ...hidden,
    dense({ units: 1, initializer, name: 'logit' }),
  );
}
