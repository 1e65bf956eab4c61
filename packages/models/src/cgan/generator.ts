import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchNorm, dense, input, type Part, reshape, sequence } from '@ganblocks/layers';
import { activation, droppedBy, rectified } from '../gan/parts';
import { fromZero, pixels } from '../parts/pixels';
import { cganConfig, type CganConfig } from './config';
import { conditionInput, initializer, join, toldRectified } from './parts';

/**
 * CGAN's generator: a layer on the latents and one on the condition, side by side; layers on both; the image.
 *
 * Shapes: [latents `[N, latentSize]`, labels `[N]` (int32) or attributes `[N, attributes]`] → images
 * `[N, resolution, resolution, imageChannels]` in (-1, 1). Training and inference differ by dropout and batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Mirza & Osindero 2014, "Conditional Generative Adversarial Nets", section 4.1, https://arxiv.org/abs/1411.1784
 * @example const model = cganGenerator({ classes: 10 });
 */
export function cganGenerator(config: Partial<CganConfig> = {}): LayersModel {
  const settings = cganConfig(config);
  const { resolution, imageChannels, latentSize, unitLatents, latentUnits, conditionUnits, generatorUnits } = settings;
  const { generatorActivation: kind, generatorNorm, generatorDropout: dropped, output, seed } = settings;
  const origin = { seed, network: 'generator' };
  const latents = input({ ...origin, shape: [latentSize], name: 'latents' });
  const condition = conditionInput(settings, origin);

  const ofLatents: readonly Part[] = [
    ...(unitLatents ? [fromZero('latents')] : []),
    ...(latentUnits > 0 ? rectified(latentUnits, kind, { initializer, dropped }, 'latents/hidden') : []),
  ];
  const ofBoth = generatorUnits.flatMap((units, i): readonly Part[] => {
    const name = `hidden${i + 1}`;
    const norm = generatorNorm ? [batchNorm({ name: `${name}/norm` })] : [];
    return [dense({ units, initializer, name }), ...norm, activation(kind, name), ...droppedBy(dropped, name)];
  });
  const images = sequence(
    ...ofBoth,
    dense({ units: resolution * resolution * imageChannels, initializer, name: 'image' }),
    ...pixels(output),
    reshape({ shape: [resolution, resolution, imageChannels], name: 'image/reshape' }),
  );
  const joined = join(
    sequence(...ofLatents)(latents, ''),
    sequence(...toldRectified(conditionUnits, kind, settings, dropped))(condition, ''),
  );
  return tfl.model({ inputs: [latents, condition], outputs: images(joined, ''), name: 'generator' });
}
