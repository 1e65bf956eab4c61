import type { LayersModel } from '@tensorflow/tfjs-layers';
import { chain, conv2dTranspose, dense, type Part, relu, reshape, tanh } from '@ganblocks/layers';
import { scaleOf } from '../parts/scaleOf';
import { dcganGenerator } from '../dcgan/generator';
import { smallNormal as initializer } from '../parts/firstWeights';
import { doubling } from '../parts/strides';
import { dcganPart, type WganConfig, wganConfig } from './config';

const activated = (part: Part, name: string): readonly Part[] => [part, relu({ name: `${name}/relu` })];

/** DCGAN's generator without batch norm. */
function plainParts(settings: WganConfig): readonly Part[] {
  const { resolution, imageChannels, width, kernelSize, latentSize, projection, hiddenUnits, useBias } = dcganPart(
    settings,
    settings.generatorWidth,
  );
  const { base, doublings } = scaleOf(resolution);
  const channelsAt = (level: number): number => width * 2 ** (doublings - 1 - level);
  const common = { useBias, initializer };
  const up = (channels: number, name: string): Part => conv2dTranspose({ ...common, ...doubling(kernelSize), channels, name });
  const hidden = hiddenUnits > 0 ? activated(dense({ ...common, units: hiddenUnits, name: 'hidden' }), 'hidden') : [];
  const shape = [base, base, channelsAt(0)];
  const project =
    projection === 'dense'
      ? [dense({ ...common, units: base * base * channelsAt(0), name: 'project' }), reshape({ shape, name: 'project/reshape' })]
      : [
          reshape({ shape: [1, 1, latentSize], name: 'project/reshape' }),
          conv2dTranspose({ ...common, channels: channelsAt(0), kernelSize: base, name: 'project' }),
        ];
  const ups = Array.from({ length: doublings - 1 }, (_, i) => activated(up(channelsAt(i + 1), `up${i + 1}`), `up${i + 1}`));
  return [...hidden, ...project, relu({ name: 'project/relu' }), ...ups.flat(), up(imageChannels, 'image')];
}

function perceptronParts({ resolution, imageChannels, generatorWidth: units }: WganConfig): readonly Part[] {
  const hidden = ['hidden1', 'hidden2', 'hidden3'].map((name) => activated(dense({ units, name }), name));
  const shape = [resolution, resolution, imageChannels];
  return [...hidden.flat(), dense({ units: resolution ** 2 * imageChannels, name: 'image' }), reshape({ shape, name: 'image/reshape' })];
}

/**
 * WGAN's generators: DCGAN's, the same without batch norm, or a perceptron of three hidden layers.
 *
 * Shapes: normal latents `[N, latentSize]` → images `[N, resolution, resolution, imageChannels]` in (-1, 1). The authors' perceptron has
 * no tanh at its end, this one has. Training and inference differ where there is batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Arjovsky, Chintala & Bottou 2017, "Wasserstein GAN", section 4, https://arxiv.org/abs/1701.07875
 * @example const model = wganGenerator({ generator: 'mlp', resolution: 28, imageChannels: 1 });
 */
export function wganGenerator(config: Partial<WganConfig> = {}): LayersModel {
  const settings = wganConfig(config);
  const { generator, generatorWidth, latentSize, seed } = settings;
  if (generator === 'dcgan') return dcganGenerator(dcganPart(settings, generatorWidth));
  const parts = generator === 'mlp' ? perceptronParts(settings) : plainParts(settings);
  return chain({ shape: [latentSize], name: 'generator', seed }, ...parts, tanh({ name: 'image/tanh' }));
}
