import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchNorm, chain, dense, type Part, reshape, scale } from '@ganblocks/layers';
import { ganConfig, type GanConfig } from './config';
import { pixels } from '../parts/pixels';
import { activation, within } from './parts';

/**
 * The first GAN's generator: dense layers, each with a rectifier and, in the modern form, batch norm (but the first).
 *
 * Shapes: latents `[N, latentSize]` → images `[N, resolution, resolution, imageChannels]` in (-1, 1), with output 'linear' in no range.
 * Training and inference differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", section 5, https://arxiv.org/abs/1406.2661
 * @example const model = ganGenerator({ generatorUnits: [1200, 1200], generatorActivations: ['relu'], generatorNorm: false });
 */
export function ganGenerator(config: Partial<GanConfig> = {}): LayersModel {
  const { resolution, imageChannels, latentSize, latentScale, output, seed, ...settings } = ganConfig(config);
  const { generatorUnits, generatorActivations, generatorNorm, normEpsilon, generatorBound, outputBound } = settings;
  const shape = [resolution, resolution, imageChannels] as const;

  const hidden = generatorUnits.flatMap((units, i): readonly Part[] => {
    const name = `hidden${i + 1}`;
    return [
      dense({ units, initializer: within(generatorBound), name }),
      ...(generatorNorm && i > 0 ? [batchNorm({ epsilon: normEpsilon, name: `${name}/norm` })] : []),
      activation(generatorActivations[i] ?? generatorActivations[0]!, name),
    ];
  });
  return chain(
    { shape: [latentSize], name: 'generator', seed },
    ...(latentScale === 1 ? [] : [scale({ factor: latentScale, name: 'latents/scale' })]),
    ...hidden,
    dense({ units: resolution * resolution * imageChannels, initializer: within(outputBound), name: 'image' }),
    ...pixels(output),
    reshape({ shape, name: 'image/reshape' }),
  );
}
