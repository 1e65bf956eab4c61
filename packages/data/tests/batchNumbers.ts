import * as tf from '@tensorflow/tfjs-core';

/** What a batch holds, and those within it, tensors as their type, shape and numbers; disposes it. */
export async function batchNumbers(batch: object): Promise<unknown> {
  const read = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(read));
    if (!(value instanceof tf.Tensor)) return typeof value === 'object' && value !== null ? batchNumbers(value) : value;
    const numbers = [value.dtype, value.shape, [...(await value.data())]];
    value.dispose();
    return numbers;
  };
  return Promise.all(Object.entries(batch).map(async ([name, value]) => [name, await read(value)]));
}
