import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import {
  conditioned,
  dense,
  dropout,
  globalAveragePool,
  globalSumPool,
  input,
  type Part,
  projectionHead,
  relu,
  residualDown,
  residualSame,
  sequence,
} from '@ganblocks/layers';
import { acganDiscriminator } from '../acgan/discriminator';
import { labelsInput, reparam } from '../sngan/parts';
import { acganPart } from './acganPart';
import { type AnyRganConfig, racGanConfig, type RacGanConfig, rcGanConfig, type RganConfig } from './config';

/** What both discriminators begin with: images, and what becomes of them. */
interface Trunk {
  readonly images: SymbolicTensor;
  /** `[N, C]`: the sum over all places. */
  readonly sum: SymbolicTensor;
  /** `[N, C]`: their mean. */
  readonly mean: SymbolicTensor;
}

const normalized = ({ backbone }: AnyRganConfig): { readonly reparam?: typeof reparam } => (backbone === 'sngan' ? { reparam } : {});

/** CT-GAN's, behind the second block and those after it. */
const dropped = (block: number): Part => dropout({ rate: block === 1 ? 0.2 : 0.5, name: `block${block + 1}/dropout` });

/** Blocks that halve, then blocks that do not. Within, they have as many channels as they are given, but for the first. */
function trunkOf(settings: AnyRganConfig): Trunk {
  const { backbone, resolution, imageChannels, discriminatorChannels, halvings, seed } = settings;
  const blocks = discriminatorChannels.flatMap((channels, i) => {
    const hiddenChannels = discriminatorChannels[Math.max(i - 1, 0)];
    const block = (i < halvings ? residualDown : residualSame)({ channels, hiddenChannels, preactivation: i > 0, ...normalized(settings) });
    return backbone === 'ctGan' && i > 0 ? [block, dropped(i)] : [block];
  });
  const images = input({ shape: [resolution, resolution, imageChannels], name: 'images', seed, network: 'discriminator' });
  const places = sequence(...blocks, relu({ name: 'features/relu' }))(images, '');
  const [sum, mean] = [globalSumPool({ name: 'features/sum' }), globalAveragePool({ name: 'features/mean' })];
  return { images, sum: sequence(sum)(places, ''), mean: sequence(mean)(places, '') };
}

/** What the logit is of. */
const judgedOf = ({ backbone }: AnyRganConfig, { sum, mean }: Trunk): SymbolicTensor => (backbone === 'sngan' ? sum : mean);

/** The discriminator of a full configuration that is told labels. */
export function projectingOf(settings: RganConfig): LayersModel {
  const trunk = trunkOf(settings);
  const { images, mean } = trunk;
  const labels = labelsInput(settings.classes)!;
  const head = projectionHead({ classes: settings.classes, useBias: false, name: 'logit', ...normalized(settings) });
  const logits = sequence(conditioned(head, labels))(judgedOf(settings, trunk), '');
  return tfl.model({
    inputs: [images, labels],
    outputs: settings.backbone === 'ctGan' ? [logits, mean] : logits,
    name: 'discriminator',
  });
}

/** The discriminator of a full configuration that tells classes. */
export function classifyingOf(settings: RacGanConfig): LayersModel {
  if (settings.backbone === 'acgan') return acganDiscriminator(acganPart(settings));
  const trunk = trunkOf(settings);
  const { images, mean } = trunk;
  const logits = sequence(dense({ units: 1, name: 'logit', ...normalized(settings) }))(judgedOf(settings, trunk), '');
  const classLogits = sequence(dense({ units: settings.classes, name: 'classes' }))(trunk[settings.classFeatures], '');
  const outputs = [logits, classLogits];
  return tfl.model({ inputs: images, outputs: settings.backbone === 'ctGan' ? [...outputs, mean] : outputs, name: 'discriminator' });
}

/**
 * rcGAN's discriminator: residual blocks, the first of them halving, ReLU, and the projection head, which adds to the logit how well the features fit
 * the label: y = ψ(h) + ⟨table[label], h⟩, both without bias. Backbone 'sngan': all layers spectrally normalized, h the sum over all places; 'wganGp': h
 * the mean; 'ctGan': that, with dropout of 0.2 behind the second block and 0.5 behind those after it.
 *
 * Shapes: [images `[N, resolution, resolution, imageChannels]`, labels int32 `[N]`] → logits `[N, 1]`; of 'ctGan' [logits, features `[N, C]`]. Training
 * moves every `u` by one step of the power iteration at each call, and draws what is dropped. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @see https://github.com/takuhirok/rGAN, models/resnet.py
 * @example const model = rcGanDiscriminator({ resolution: 16, generatorChannels: [8, 8, 8], discriminatorChannels: [8, 8] });
 */
export const rcGanDiscriminator = (config: Partial<RganConfig> = {}): LayersModel => projectingOf(rcGanConfig(config));

/**
 * rAC-GAN's discriminator: the body of rcGAN's, a logit of its features, and class logits of their mean over all places (`classFeatures`), a dense layer
 * without spectral norm in every backbone; 'acgan': AC-GAN's discriminator.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` → [logits `[N, 1]`, class logits `[N, classes]`]; of 'ctGan' the features `[N, C]` too.
 * Training and inference differ as rcGAN's. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @see https://github.com/takuhirok/rGAN, models/resnet.py
 * @example const model = racGanDiscriminator({ resolution: 16, generatorChannels: [8, 8, 8], discriminatorChannels: [8, 8] });
 */
export const racGanDiscriminator = (config: Partial<RacGanConfig> = {}): LayersModel => classifyingOf(racGanConfig(config));
