import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor, layers } from '@tensorflow/tfjs-layers';
import { type CallArgs, randomStream } from '@ganblocks/core';
import { hasAutomaticName, kindOf } from '../layer/layerName';
import { input } from '../model/input';
import type { ModelNetwork } from '../model/network';
import { drawInput, dtypeOf, type ExampleInput } from './layerExample';

export const inference: CallArgs = { training: false };
/** Draws the same at every call, and moves nothing. */
export const still = (): CallArgs => ({ training: true, random: randomStream(11), updateStatistics: false });
export const training = (): CallArgs => ({ training: true, random: randomStream(11) });

/** A model of one layer. */
export function modelOf(layer: layers.Layer, inputs: readonly ExampleInput[]): LayersModel {
  const tensors = inputs.map((given, index) => {
    const name = index === 0 ? 'input' : `input${index + 1}`;
    return input({ shape: given.shape, name, seed: 1, network: 'contract', dtype: dtypeOf(given) });
  });
  if (hasAutomaticName(layer)) layer.name = `${kindOf(layer)}1`;
  const [first] = tensors;
  const outputs = layer.apply(tensors.length === 1 && first ? first : tensors) as SymbolicTensor | SymbolicTensor[];
  return tfl.model({ inputs: tensors, outputs, name: 'contract' });
}

export const drawInputs = (inputs: readonly ExampleInput[], batchSize: number): Tensor[] =>
  inputs.map((given, index) => drawInput(given, batchSize, index));

/** The network's outputs, as a list. */
export function outputsOf({ model }: ModelNetwork, inputs: readonly Tensor[], call: CallArgs): Tensor[] {
  const outputs = model.apply([...inputs], { ...call }) as Tensor | Tensor[];
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** One number that depends on all outputs, and not linearly. */
export const scoreOf = (outputs: readonly Tensor[]): tf.Scalar =>
  tf.addN(outputs.map((y, index) => tf.sum<tf.Scalar>(tf.mul(y, tf.add(y, randomStream(5).split(`output ${index}`).normal(y.shape))))));
