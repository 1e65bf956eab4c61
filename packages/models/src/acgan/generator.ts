import * as tfl from '@tensorflow/tfjs-layers';
import { layers, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { type Block, conv2dTranspose, dense, embedding, initializers, input, type Part, reshape, sequence, tanh } from '@ganblocks/layers';
import { doubling } from '../parts/strides';
import { type AcganConfig, acganConfig, baseOf } from './config';
import { initializerOf, rectified } from './parts';

/** A dense layer on latents and class: on [z, one-hot c] side by side, which is W z + V[c] + b; or on z · V[c]. */
function ofBoth(settings: AcganConfig, labels: SymbolicTensor, units: number, name: string): Block {
  const { labels: taken, classes, latentSize, initializer } = settings;
  const common = { initializer: initializerOf(settings) };
  if (taken === 'multiplied') {
    const vectors = embedding({ ...common, classes, size: latentSize, name: 'labels/vectors' }).apply(labels) as SymbolicTensor;
    const product = (x: SymbolicTensor): SymbolicTensor =>
      layers.multiply({ name: 'labels/product' }).apply([x, vectors]) as SymbolicTensor;
    return sequence(product, dense({ ...common, units, name }));
  }
  // Both are one kernel, of latentSize + classes inputs.
  const deviation = initializer === 'normal' ? 0.02 : Math.sqrt(2 / (latentSize + classes + units));
  const joint = { initializer: initializers.normal({ deviation }) };
  return (x) => {
    const ofLatents = dense({ ...joint, units, name }).apply(x) as SymbolicTensor;
    const ofClass = embedding({ ...joint, classes, size: units, name: `${name}/labels` }).apply(labels) as SymbolicTensor;
    return layers.add({ name: `${name}/sum` }).apply([ofLatents, ofClass]) as SymbolicTensor;
  };
}

/**
 * AC-GAN's generator: a dense layer on latents and class makes the smallest image; transposed convolutions with batch norm and ReLU grow it; the
 * last has neither and ends in tanh.
 *
 * Shapes: [latents `[N, latentSize]`, labels int32 `[N]`] → images `[N, resolution, resolution, imageChannels]` in (-1, 1). Training and inference
 * differ by the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Odena, Olah & Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", https://arxiv.org/abs/1610.09585
 * @example const model = acganGenerator({ resolution: 28, imageChannels: 1, generatorChannels: [64, 32] });
 */
export function acganGenerator(config: Partial<AcganConfig> = {}): LayersModel {
  const settings = acganConfig(config);
  const { latentSize, hiddenUnits, generatorChannels, generatorKernel, firstUp, projectNorm, imageChannels, seed } = settings;
  const common = { initializer: initializerOf(settings) };
  const base = baseOf(settings);
  const smallest = base * base * generatorChannels[0]!;
  const origin = { seed, network: 'generator' };
  const latents = input({ ...origin, shape: [latentSize], name: 'latents' });
  const labels = input({ ...origin, shape: [], name: 'labels', dtype: 'int32' });

  const project: readonly Part[] =
    hiddenUnits > 0
      ? [
          ofBoth(settings, labels, hiddenUnits, 'hidden'),
          ...rectified(true, settings, 'hidden'),
          dense({ ...common, units: smallest, name: 'project' }),
        ]
      : [ofBoth(settings, labels, smallest, 'project')];
  const up = (step: number, channels: number, name: string): Part => {
    const size = firstUp === 'valid' && step === 0 ? { kernelSize: generatorKernel } : doubling(generatorKernel);
    return conv2dTranspose({ ...common, ...size, channels, name });
  };
  const ups = generatorChannels
    .slice(1)
    .flatMap((channels, i) => [up(i, channels, `up${i + 1}`), ...rectified(true, settings, `up${i + 1}`)]);

  const images = sequence(
    ...project,
    reshape({ shape: [base, base, generatorChannels[0]!], name: 'project/reshape' }),
    ...rectified(projectNorm, settings, 'project'),
    ...ups,
    up(generatorChannels.length - 1, imageChannels, 'image'),
    tanh({ name: 'image/tanh' }),
  )(latents, '');
  return tfl.model({ inputs: [latents, labels], outputs: images, name: 'generator' });
}
