import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { classPlane, dense, dropout, flatten, lapganDiscriminator, type Part, relu, sequence } from '@ganblocks/layers';
import { byInputs as initializer } from '../parts/firstWeights';
import { type LapganConfig, lapganConfig, sizeOfLevel } from './config';
import { inputsOf, withLabels } from './parts';

/**
 * The discriminator of one level of LAPGAN, `level` 0 being the coarsest.
 *
 * The coarsest judges images `[N, s, s, C]` by two hidden layers. A finer one judges detail `[N, s, s, C]` on the coarse image
 * `[N, s, s, C]`, by convolutions over their sum. With classes, one-hot labels `[N, classes]` are a last input: beside the pixels, or as a
 * learned plane. → logits `[N, 1]`, without the paper's sigmoid, which is in the loss. Training drops activations and needs a random
 * stream. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range, or where there is no such level.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", sections 2.2 and 3, https://arxiv.org/abs/1506.05751
 * @example const model = lapganLevelDiscriminator({ resolution: 32, classes: 10 }, 2);
 */
export function lapganLevelDiscriminator(config: Partial<LapganConfig>, level: number): LayersModel {
  const settings = lapganConfig(config);
  const size = sizeOfLevel(settings, level);
  return level === 0 ? coarsest(settings, size) : finer(settings, size, settings.widths[level - 1]!);
}

function coarsest(settings: LapganConfig, size: number): LayersModel {
  const { discriminatorUnits: units, dropoutRate: rate, imageChannels } = settings;
  const name = `discriminator${size}`;
  const { inputs, labels } = inputsOf(settings, name, { image: [size, size, imageChannels] });
  const pixels = sequence(flatten({ name: 'flatten' }))(inputs[0]!, '');
  const hidden = (part: string): readonly Part[] => [
    dense({ units, initializer, name: part }),
    relu({ name: `${part}/relu` }),
    dropout({ rate, name: `${part}/dropout` }),
  ];
  const logit = dense({ units: 1, initializer, name: 'logit' });
  const logits = sequence(...hidden('hidden1'), ...hidden('hidden2'), logit)(withLabels(pixels, labels), '');
  return tfl.model({ inputs: [...inputs, ...labels], outputs: logits, name });
}

function finer(settings: LapganConfig, size: number, channels: number): LayersModel {
  const { imageChannels, dropoutRate } = settings;
  const name = `discriminator${size}`;
  const shape = [size, size, imageChannels];
  const { inputs, labels } = inputsOf(settings, name, { detail: shape, coarse: shape });
  const [detail, coarse] = [inputs[0]!, inputs[1]!];
  const beside = labels.map((one) => classPlane({ size: [size, size], initializer })(one, 'class'));
  const logits = lapganDiscriminator({ coarse, beside, channels, dropoutRate, initializer })(detail, '');
  return tfl.model({ inputs: [detail, coarse, ...labels], outputs: logits, name });
}
