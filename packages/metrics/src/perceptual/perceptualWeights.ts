import { check, printable } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { convolutionKernel, torchShape } from '../weightFiles/convolutionKernel';
import type { WeightFile } from '../weightFiles/weightFile';
import { classifierKernels, featureKernels, type PerceptualTopology } from './perceptualTopology';

export interface PerceptualWeights {
  /** By the number of the layer. */
  readonly features: ReadonlyMap<number, { readonly kernel: Tensor4D; readonly bias: Tensor1D }>;
  /** In their order; `kernel [outputs, inputs]`. Empty where no classifier was asked for. */
  readonly classifier: readonly { readonly kernel: Tensor2D; readonly bias: Tensor1D }[];
}

/**
 * The weights of a file with torchvision's names, `features.0.weight`, …, `classifier.6.bias`; the classifier may be missing unless it is asked for.
 * The caller disposes them.
 *
 * @throws GanError where a tensor is missing, unknown, or of another shape.
 */
export function perceptualWeights(where: string, file: WeightFile, topology: PerceptualTopology, classify: boolean): PerceptualWeights {
  const [kernels, matrices] = [featureKernels(topology), classifierKernels(topology)];
  const pair = (part: string): readonly string[] => [`${part}.weight`, `${part}.bias`];
  const own = [...[...kernels.keys()].map((i) => `features.${i}`), ...[...matrices.keys()].map((i) => `classifier.${i}`)].flatMap(pair);
  const unknown = file.names.filter((name) => !own.includes(name));
  check(
    unknown.length === 0,
    () => `${where}: expected the tensors of ${topology.title} and no others. Got also ${printable(unknown.slice(0, 5).join(', '))}.`,
  );
  const features = [...kernels].map(([i, shape]) => {
    const numbers = convolutionKernel(file.floats(`features.${i}.weight`, torchShape(shape)), shape);
    return { i, shape, numbers, bias: file.floats(`features.${i}.bias`, [shape[3]]) };
  });
  const dense = [...(classify ? matrices : [])].map(([i, shape]) => ({
    shape,
    numbers: file.floats(`classifier.${i}.weight`, shape),
    bias: file.floats(`classifier.${i}.bias`, [shape[0]]),
  }));
  return {
    features: new Map(
      features.map(({ i, shape, numbers, bias }) => [i, { kernel: tf.tensor4d(numbers, [...shape]), bias: tensor1d(bias) }]),
    ),
    classifier: dense.map(({ shape, numbers, bias }) => ({
      kernel: tf.tensor2d(new Float32Array(numbers), [...shape]),
      bias: tensor1d(bias),
    })),
  };
}

/** A copy: the numbers may be a view of the file. */
const tensor1d = (numbers: Float32Array): Tensor1D => tf.tensor1d(new Float32Array(numbers));

/** Frees the weights. */
export const disposePerceptual = ({ features, classifier }: PerceptualWeights): void =>
  tf.dispose([...features.values(), ...classifier].flatMap(({ kernel, bias }) => [kernel, bias]));

/**
 * The weights that LPIPS learned for the channels of its layers, `lin0.model.1.weight [1, C, 1, 1]` and so on, of a safetensors file.
 *
 * @throws GanError where they do not fit the channels.
 */
export const linWeights = (file: WeightFile, channels: readonly number[]): readonly (readonly number[])[] =>
  channels.map((count, i) => Array.from(file.floats(`lin${i}.model.1.weight`, [1, count, 1, 1])));
