import { check, printable } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { convolutionKernel, torchShape, type KernelShape } from '../weightFiles/convolutionKernel';
import type { WeightFile } from '../weightFiles/weightFile';
import { inceptionClasses, inceptionFeatures, inceptionKernels } from './inceptionTopology';

/** A convolution with its batch normalization folded in. */
interface FoldedConvolution {
  /** `[height, width, inputs, outputs]` */
  readonly kernel: Tensor4D;
  /** `[outputs]` */
  readonly bias: Tensor1D;
}

export interface InceptionWeights {
  readonly convolutions: ReadonlyMap<string, FoldedConvolution>;
  /** `[1008, 2048]`, as PyTorch has it. */
  readonly classifier: Tensor2D;
  /** `[1008]` */
  readonly classifierBias: Tensor1D;
}

/** Of all batch normalizations of the network. */
const epsilon = 1e-3;

/**
 * The network's weights of a file with the names of the PyTorch conversion; `num_batches_tracked` is passed over. In inference
 *
 *     gamma (conv(x, K) - mean) / sqrt(variance + 0.001) + beta = conv(x, s K) + (beta - s mean),    s = gamma / sqrt(variance + 0.001).
 *
 * The caller disposes them.
 *
 * @throws GanError where a tensor is missing, unknown, or of another shape.
 */
export function inceptionWeights(where: string, file: WeightFile): InceptionWeights {
  const shapes = inceptionKernels();
  const own = new Set(['fc.weight', 'fc.bias', ...[...shapes.keys()].flatMap((name) => partsOf(name))]);
  const unknown = file.names.filter((name) => !own.has(name) && !name.endsWith('.num_batches_tracked'));
  check(
    unknown.length === 0,
    () => `${where}: expected the tensors of FID Inception and no others. Got also ${printable(unknown.slice(0, 5).join(', '))}.`,
  );
  const folded = [...shapes].map(([name, shape]) => [name, shape, foldedNumbers(where, file, name, shape)] as const);
  const classifier = file.floats('fc.weight', [inceptionClasses, inceptionFeatures]);
  const classifierBias = file.floats('fc.bias', [inceptionClasses]);
  const convolutions = folded.map(([name, shape, { kernel, bias }]) => {
    const tensors: FoldedConvolution = { kernel: tf.tensor4d(kernel, [...shape]), bias: tf.tensor1d(bias) };
    return [name, tensors] as const;
  });
  return {
    convolutions: new Map(convolutions),
    classifier: tf.tensor2d(classifier, [inceptionClasses, inceptionFeatures]),
    classifierBias: tf.tensor1d(classifierBias),
  };
}

/** Frees the weights. */
export const disposeInception = ({ convolutions, classifier, classifierBias }: InceptionWeights): void =>
  tf.dispose([...[...convolutions.values()].flatMap(({ kernel, bias }) => [kernel, bias]), classifier, classifierBias]);

const moments = ['weight', 'bias', 'running_mean', 'running_var'] as const;

const partsOf = (name: string): readonly string[] => [`${name}.conv.weight`, ...moments.map((part) => `${name}.bn.${part}`)];

const foldedNumbers = (where: string, file: WeightFile, name: string, shape: KernelShape): { kernel: Float32Array; bias: Float32Array } => {
  const [gamma, beta, mean, variance] = moments.map((part) => file.floats(`${name}.bn.${part}`, [shape[3]])) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  check(
    variance.every((value) => value >= 0),
    () => `${where}: '${name}.bn.running_var' must not be negative. Got ${Math.min(...variance)}. Download or convert the weights again.`,
  );
  const scale = Float64Array.from(gamma, (value, k) => value / Math.sqrt(variance[k]! + epsilon));
  return {
    kernel: convolutionKernel(file.floats(`${name}.conv.weight`, torchShape(shape)), shape, scale),
    bias: beta.map((value, k) => value - scale[k]! * mean[k]!),
  };
};
