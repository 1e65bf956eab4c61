import type { ImageTable } from '@ganblocks/data';
import * as tf from '@tensorflow/tfjs-core';

/** Images `[N, H, W, 3]` in [-1, 1]. */
export const imagesOf = async (table: ImageTable, from: number, count: number): Promise<tf.Tensor4D> => {
  const bytes = await table.read(Int32Array.from({ length: count }, (_, i) => from + i));
  const pixels = Float32Array.from(bytes, (value) => value / 127.5 - 1);
  return tf.tensor4d(pixels, [count, ...table.imageShape]);
};
