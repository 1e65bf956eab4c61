import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchNorm, chain, conv2d, conv2dTranspose, dense, leakyRelu, type Part, relu, reshape, tanh, upConv2d } from '@ganblocks/layers';
import { scaleOf } from '../parts/scaleOf';
import { byInputs, nearOne, norm } from '../parts/firstWeights';
import { doubling } from '../parts/strides';
import { type EbganConfig, ebganConfig } from './config';
import { gaussian, rectified } from './parts';

type Settings = EbganConfig;

/** The grid's: hidden layers of one size, each with batch norm and ReLU. */
function denseParts({ resolution, imageChannels, generatorLayers, generatorUnits }: Settings): readonly Part[] {
  const common = { initializer: gaussian(), norm: true };
  const hidden = Array.from({ length: generatorLayers - 1 }, (_, i) => rectified(generatorUnits, common, `hidden${i + 1}`));
  return [
    ...hidden.flat(),
    dense({ units: resolution ** 2 * imageChannels, initializer: gaussian(), name: 'image' }),
    tanh({ name: 'image/tanh' }),
    reshape({ shape: [resolution, resolution, imageChannels], name: 'image/reshape' }),
  ];
}

/** DCGAN's: a dense projection, then transposed convolutions of 4 x 4 that double the image. */
function convolutionParts({ resolution, imageChannels, generatorWidth, projectionNorm }: Settings): readonly Part[] {
  const { base, doublings } = scaleOf(resolution);
  const channelsAt = (level: number): number => generatorWidth * 2 ** (doublings - 1 - level);
  const initializer = gaussian();
  const normalized = (name: string): readonly Part[] => [norm(`${name}/norm`), relu({ name: `${name}/relu` })];
  const up = (channels: number, useBias: boolean, name: string): Part =>
    conv2dTranspose({ ...doubling(4), channels, initializer, useBias, name });
  const ups = Array.from({ length: doublings - 1 }, (_, i) => [up(channelsAt(i + 1), false, `up${i + 1}`), ...normalized(`up${i + 1}`)]);
  return [
    dense({ units: base ** 2 * channelsAt(0), initializer, useBias: !projectionNorm, name: 'project' }),
    reshape({ shape: [base, base, channelsAt(0)], name: 'project/reshape' }),
    ...(projectionNorm ? normalized('project') : []),
    ...ups.flat(),
    up(imageChannels, true, 'image'),
    tanh({ name: 'image/tanh' }),
  ];
}

/** PyTorch-GAN's: a dense projection to a quarter of the size, then convolutions behind enlargement by copies, all with biases. */
function upsamplingParts({ resolution, imageChannels, generatorWidth, normEpsilon }: Settings): readonly Part[] {
  const [quarter, wide] = [resolution / 4, 2 * generatorWidth];
  const common = { kernelSize: 3, padding: 1, initializer: gaussian() };
  const up = (channels: number, name: string): readonly Part[] => [
    upConv2d({ ...common, channels, name }),
    batchNorm({ epsilon: normEpsilon, scaleInitializer: nearOne, name: `${name}/norm` }),
    leakyRelu({ slope: 0.2, name: `${name}/leakyRelu` }),
  ];
  return [
    dense({ units: quarter ** 2 * wide, initializer: byInputs, name: 'project' }),
    reshape({ shape: [quarter, quarter, wide], name: 'project/reshape' }),
    ...up(wide, 'up1'),
    ...up(generatorWidth, 'up2'),
    conv2d({ ...common, channels: imageChannels, name: 'image' }),
    tanh({ name: 'image/tanh' }),
  ];
}

const partsOf = { dense: denseParts, convolution: convolutionParts, upsampling: upsamplingParts } as const;

/**
 * EBGAN's generator: dense layers with batch norm and ReLU (`networks: 'dense'`), DCGAN's transposed convolutions ('convolution'), or
 * PyTorch-GAN's convolutions behind enlargement by copies ('upsampling'). All end in tanh.
 *
 * Shapes: latents `[N, latentSize]` → images `[N, resolution, resolution, imageChannels]` in (-1, 1). Training and inference differ by
 * the batch norm. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Zhao, Mathieu & LeCun 2017, "Energy-based Generative Adversarial Network", section 4, https://arxiv.org/abs/1609.03126
 * @example const model = ebganGenerator({ generatorLayers: 3, generatorUnits: 400 });
 */
export function ebganGenerator(config: Partial<EbganConfig> = {}): LayersModel {
  const settings = ebganConfig(config);
  const { networks, latentSize, seed } = settings;
  return chain({ shape: [latentSize], name: 'generator', seed }, ...partsOf[networks](settings));
}
