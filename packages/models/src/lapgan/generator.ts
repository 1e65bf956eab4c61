import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchNorm, classPlane, dense, lapganGenerator, type Part, relu, reshape, sequence, tanh } from '@ganblocks/layers';
import { byInputs as initializer } from '../parts/firstWeights';
import { type LapganConfig, lapganConfig, sizeOfLevel } from './config';
import { inputsOf, withLabels } from './parts';

/**
 * The generator of one level of LAPGAN, `level` 0 being the coarsest.
 *
 * The coarsest is a network of two hidden layers: latents `[N, latentSize]` → images `[N, s, s, C]`. A finer one makes the detail that
 * the image below lacks, by convolutions: noise `[N, s, s, 1]` and the coarse image `[N, s, s, C]` → detail `[N, s, s, C]`. Both are
 * linear at their end, with no tanh. With classes, one-hot labels `[N, classes]` are a last input: beside the latents, or as a learned
 * plane beside the image. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range, or where there is no such level.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", sections 2.2 and 3, https://arxiv.org/abs/1506.05751
 * @example const model = lapganLevelGenerator({ resolution: 32, classes: 10 }, 2); // 16 → 32
 */
export function lapganLevelGenerator(config: Partial<LapganConfig>, level: number): LayersModel {
  const settings = lapganConfig(config);
  const size = sizeOfLevel(settings, level);
  return level === 0 ? coarsest(settings, size) : finer(settings, size, settings.widths[level - 1]!);
}

function coarsest(settings: LapganConfig, size: number): LayersModel {
  const { latentSize, generatorUnits: units, imageChannels } = settings;
  const name = `generator${size}`;
  const { inputs, labels } = inputsOf(settings, name, { latents: [latentSize] });
  const hidden = (part: string): readonly Part[] => [
    dense({ units, initializer, name: part }),
    ...(settings.batchNorm ? [batchNorm({ name: `${part}/norm` })] : []),
    relu({ name: `${part}/relu` }),
  ];
  const image = [
    dense({ units: size * size * imageChannels, initializer, name: 'image' }),
    reshape({ shape: [size, size, imageChannels], name: 'image/reshape' }),
    ...(settings.bounded ? [tanh({ name: 'image/tanh' })] : []),
  ];
  const images = sequence(...hidden('hidden1'), ...hidden('hidden2'), ...image)(withLabels(inputs[0]!, labels), '');
  return tfl.model({ inputs: [...inputs, ...labels], outputs: images, name });
}

function finer(settings: LapganConfig, size: number, channels: number): LayersModel {
  const { imageChannels } = settings;
  const name = `generator${size}`;
  const { inputs, labels } = inputsOf(settings, name, { noise: [size, size, 1], coarse: [size, size, imageChannels] });
  const [noise, coarse] = [inputs[0]!, inputs[1]!];
  const planes = labels.map((one) => classPlane({ size: [size, size], initializer })(one, 'class'));
  const detail = lapganGenerator({ beside: [noise, ...planes], channels, initializer })(coarse, '');
  return tfl.model({ inputs: [noise, coarse, ...labels], outputs: detail, name });
}
