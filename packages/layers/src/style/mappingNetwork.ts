import { layers as tfl, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { leakyRelu } from '../activation/leakyRelu';
import { pathOf } from '../blocks/path';
import { checkCount } from '../convolution/convolution';
import { dense } from '../dense/dense';
import { type Block, type Part, sequence } from '../model/sequence';
import { pixelNorm } from '../normalization/pixelNorm';
import { equalizedLearningRate } from '../reparametrization/equalizedLearningRate';
import { embedding } from './embedding';

export interface MappingCondition {
  /** Class labels `[N]`, int32: `input({ shape: [], name: 'labels', dtype: 'int32' })`. */
  readonly labels: SymbolicTensor;
  readonly classes: number;
}

export interface MappingNetworkArgs {
  /** Of a style, D. Default 512. */
  readonly size?: number;
  /** Units of the layers before the last. Default: the size. */
  readonly hidden?: number;
  /** Dense layers. Default 8; StyleGAN2-ADA's smaller nets have 2. */
  readonly layers?: number;
  /** How fast they learn beside the rest of the generator. Default 0.01. */
  readonly learningRateMultiplier?: number;
  /** What the styles depend on beside the latents. Default nothing. */
  readonly condition?: MappingCondition | undefined;
}

/**
 * The labels as vectors of length √size, beside the latents. The table is a dense layer on one-hot labels, whose fan in is the number of
 * classes; where an embedding's is the length of a row.
 */
function joined(latents: SymbolicTensor, name: string, size: number, { labels, classes }: MappingCondition): SymbolicTensor {
  const reparam = equalizedLearningRate({ gain: Math.sqrt(size / classes) });
  const table = embedding({ classes, size, useBias: true, reparam, name: pathOf(name, 'embedding') });
  const vectors = sequence(table, pixelNorm({ name: pathOf(name, 'classNorm') }))(labels, name);
  return tfl.concatenate({ name: pathOf(name, 'join') }).apply([latents, vectors]) as SymbolicTensor;
}

/**
 * StyleGAN's mapping network: latents of length √Z, then dense layers at equalized learning rate and leaky rectifiers of slope 0.2 and gain √2.
 * With a condition, the class's vector, of length √size too, stands beside the latents.
 *
 * Shapes: z `[N, Z]` → w `[N, size]`. Weights: `<name>/dense1` …, with a condition `<name>/embedding`. Training and inference alike.
 * Differentiable to any order. The model disposes it.
 *
 * The gain and the condition are StyleGAN2's and StyleGAN2-ADA's; StyleGAN has √2 on the kernel, which does not reach the bias, and joins the
 * class's vector before the normalization.
 *
 * @throws GanError where options are out of range.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 2, https://arxiv.org/abs/1812.04948
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data" (classes), https://arxiv.org/abs/2006.06676
 * @example
 * const z = input({ shape: [64], seed: 7 });
 * const labels = input({ shape: [], name: 'labels', dtype: 'int32' });
 * const w = mappingNetwork({ size: 64, layers: 2, condition: { labels, classes: 10 } })(z, 'mapping');
 */
export function mappingNetwork({
  size = 512,
  hidden = size,
  layers = 8,
  learningRateMultiplier = 0.01,
  condition,
}: MappingNetworkArgs = {}): Block {
  for (const [option, count] of Object.entries({ size, hidden, layers })) checkCount('mappingNetwork', option, count);
  const reparam = equalizedLearningRate({ learningRateMultiplier });
  const units = Array.from({ length: layers }, (_, index) => (index === layers - 1 ? size : hidden));
  return (z, name) => {
    const parts = units.flatMap((count): Part[] => [dense({ units: count, reparam }), leakyRelu({ gain: Math.SQRT2 })]);
    const latents = pixelNorm({ name: pathOf(name, 'latentNorm') }).apply(z) as SymbolicTensor;
    return sequence(...parts)(condition ? joined(latents, name, size, condition) : latents, name);
  };
}
