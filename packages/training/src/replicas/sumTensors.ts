import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Collective } from './collective';

/** Sums of tensors over all ranks of a collective, in one exchange. The caller disposes them. */
export function sumTensors({ allReduce }: Pick<Collective, 'allReduce'>, tensors: readonly Tensor[]): Tensor[] {
  const values = new Float32Array(tensors.reduce((size, tensor) => size + tensor.size, 0));
  let at = 0;
  for (const tensor of tensors) {
    // An update is synchronous: the numbers are needed now.
    values.set(tensor.dataSync<'float32'>(), at);
    at += tensor.size;
  }
  allReduce(values);
  at = 0;
  return tensors.map(({ shape, size }) => {
    at += size;
    return tf.tensor(values.slice(at - size, at), shape, 'float32');
  });
}
