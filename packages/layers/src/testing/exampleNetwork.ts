import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { type CallArgs, randomStream } from '@ganblocks/core';
import { hasAutomaticName, kindOf } from '../layer/layerName';
import { rememberingCall } from '../layer/onceACall';
import { input } from '../model/input';
import type { ModelNetwork } from '../model/network';
import { drawInput, dtypeOf, type ExampleInput, type Made } from './layerExample';

export const inference: CallArgs = { training: false };
/** Draws the same at every call, and moves nothing. */
export const still = (): CallArgs => ({ training: true, random: randomStream(11), updateStatistics: false });
export const training = (): CallArgs => ({ training: true, random: randomStream(11) });

/** A layer's outputs, after it has the name that it has in a chain, or a block's. */
function applied(made: Made, inputs: SymbolicTensor[]): SymbolicTensor | SymbolicTensor[] {
  if (typeof made === 'function') return made(...inputs);
  if (hasAutomaticName(made)) made.name = `${kindOf(made)}1`;
  const [first] = inputs;
  return made.apply(inputs.length === 1 && first ? first : inputs) as SymbolicTensor | SymbolicTensor[];
}

/** A model of one layer or block. */
export function modelOf(made: Made, inputs: readonly ExampleInput[]): LayersModel {
  const tensors = inputs.map((given, index) => {
    const name = index === 0 ? 'input' : `input${index + 1}`;
    return input({ shape: given.shape, name, seed: 1, network: 'contract', dtype: dtypeOf(given) });
  });
  return tfl.model({ inputs: tensors, outputs: applied(made, tensors), name: 'contract' });
}

export const drawInputs = (inputs: readonly ExampleInput[], batchSize: number): Tensor[] =>
  inputs.map((given, index) => drawInput(given, batchSize, index));

/** The network's outputs, as a list. */
export function outputsOf({ model }: ModelNetwork, inputs: readonly Tensor[], call: CallArgs): Tensor[] {
  const outputs = model.apply([...inputs], rememberingCall(call)) as Tensor | Tensor[];
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** One number that depends on all outputs, and not linearly. */
export const scoreOf = (outputs: readonly Tensor[]): tf.Scalar =>
  tf.addN(outputs.map((y, index) => tf.sum<tf.Scalar>(tf.mul(y, tf.add(y, randomStream(5).split(`output ${index}`).normal(y.shape))))));
