import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import {
  batchNorm,
  type Block,
  conv2d,
  dense,
  flatten,
  initializers,
  leakyRelu,
  type Part,
  relu,
  reshape,
  sequence,
} from '@ganblocks/layers';
import { smallNormal } from '../parts/firstWeights';
import { scaleOf } from '../parts/scaleOf';
import type { BiganConfig } from './config';

/** Of the convolutions. */
export const KERNEL = 5;

/** First weights of some kernels, where all others are small. */
export const zero = initializers.constant(0);

/** A kernel without bias: the only bias is that of batch norm. */
export const linear = (units: number, name: string, first = smallNormal): Part =>
  dense({ units, useBias: false, initializer: first, name });

/** A hidden layer but for batch norm and rectifier. */
export interface Stage {
  readonly name: string;
  /** Of its outputs. */
  readonly channels: number;
  /** What it is made of; the last part has the kernel. */
  readonly parts: readonly Part[];
  /** Whether its outputs are images. */
  readonly spatial: boolean;
}

/** Dense hidden layers; `before` stands in front of the first. */
export const denseStages = (units: readonly number[], before: readonly Part[] = []): readonly Stage[] =>
  units.map((channels, i) => {
    const name = `hidden${i + 1}`;
    return { name, channels, parts: [...(i === 0 ? before : []), linear(channels, name)], spatial: false };
  });

/** Hidden layers of an encoder or a discriminator: convolutions that halve the image, where there are any, then dense ones. */
export function imageStages({ networks, resolution, width }: BiganConfig, units: readonly number[]): readonly Stage[] {
  if (networks === 'dense') return denseStages(units, [flatten({ name: 'pixels' })]);
  const downs = Array.from({ length: scaleOf(resolution).doublings }, (_, level): Stage => {
    const [name, channels] = [`down${level + 1}`, width * 2 ** level];
    const down = conv2d({ channels, kernelSize: KERNEL, stride: 2, padding: KERNEL >> 1, useBias: false, initializer: smallNormal, name });
    return { name, channels, parts: [down], spatial: true };
  });
  return [...downs, ...denseStages(units, [flatten({ name: 'flatten' })])];
}

interface Hidden extends Pick<BiganConfig, 'useScale' | 'useBias'> {
  readonly activation: 'relu' | 'leakyRelu';
  /** Whether the first layer has batch norm too. */
  readonly normFirst: boolean;
  /** Latents, whose products with kernels of their own are added in all layers but the first. */
  readonly latents?: SymbolicTensor | undefined;
}

/** Hidden layers: a = BN(W h + V z), then the rectifier. */
export function hidden(stages: readonly Stage[], { activation, normFirst, latents, useScale, useBias }: Hidden): Block {
  const rectifier = (name: string): Part =>
    activation === 'relu' ? relu({ name: `${name}/relu` }) : leakyRelu({ slope: 0.2, name: `${name}/leakyRelu` });
  const parts = stages.flatMap((stage, i): readonly Part[] => {
    const { name } = stage;
    return [
      ...stage.parts,
      ...(latents && i > 0 ? [withLatents(stage, latents)] : []),
      ...(normFirst || i > 0 ? [batchNorm({ epsilon: 1e-8, useScale, useOffset: useBias, name: `${name}/norm` })] : []),
      rectifier(name),
    ];
  });
  return sequence(...parts);
}

/** x + V z; at images the same in each pixel, with a V that begins as much larger as a convolution has taps. */
function withLatents({ name, channels, spatial }: Stage, latents: SymbolicTensor): Block {
  const first = spatial ? initializers.normal({ deviation: 0.02 * KERNEL ** 2 }) : smallNormal;
  const everywhere = spatial ? [reshape({ shape: [1, 1, channels], name: `${name}/latents/reshape` })] : [];
  return (x) => {
    const products = sequence(linear(channels, `${name}/latents`, first), ...everywhere)(latents, '');
    return layers.add({ name: `${name}/sum` }).apply([x, products]) as SymbolicTensor;
  };
}
