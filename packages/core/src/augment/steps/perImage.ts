import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

/** One number for each image: `[N]`, or the numbers themselves. */
export type PerImage = Tensor1D | readonly number[];

/** Two numbers for each image, (x, y): `[N, 2]`, or the pairs themselves. */
export type PairPerImage = Tensor2D | readonly (readonly [x: number, y: number])[];

const isTensor = (values: PerImage | PairPerImage): values is Tensor1D | Tensor2D => values instanceof tf.Tensor;

/** The numbers as a float32 tensor of a shape that begins with the batch. Inside a `tf.tidy` of the caller's. */
export function perImage<T extends Tensor>(where: string, name: string, values: PerImage | PairPerImage, shape: readonly number[]): T {
  const [batch = 0, each = 1] = shape;
  const found = isTensor(values) ? values.shape : [values.length, ...(Array.isArray(values[0]) ? [values[0].length] : [])];
  const fits = found[0] === batch && (found[1] ?? 1) === each && found.length <= 2;
  check(fits, () => {
    return `${where}: ${name} must hold ${each === 1 ? 'one number' : `${each} numbers`} for each of the ${batch} images. Got the shape [${found.join(', ')}].`;
  });
  const tensor = isTensor(values) ? tf.cast<Tensor>(values, 'float32') : tf.tensor(values.flat(), [...found], 'float32');
  return tf.reshape(tensor, [...shape]) as T;
}
