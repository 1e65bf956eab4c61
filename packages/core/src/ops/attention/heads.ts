import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

/** Throws unless the channels can be shared out evenly among the heads. */
export function checkHeads(where: string, heads: number, channels: Readonly<Record<string, number>>): void {
  const fits = Number.isInteger(heads) && heads >= 1 && Object.values(channels).every((count) => count % heads === 0);
  const got = Object.entries(channels).map(([name, count]) => `${count} of ${name}`);
  check(fits, () => `${where}: heads must divide the channels. Got ${heads} heads, channels: ${got.join(', ')}.`);
}

/** `[N, L, heads · D]` → `[N, heads, L, D]`: a head owns consecutive channels. */
export function splitHeads(x: Tensor, heads: number): Tensor4D {
  const [n, length, channels] = x.shape as [number, number, number];
  if (heads === 1) return tf.reshape(x, [n, 1, length, channels]);
  return tf.transpose(tf.reshape(x, [n, length, heads, channels / heads]), [0, 2, 1, 3]);
}

/** `[N, heads, L, D]` → `[N, L, heads · D]`; `interleaved`: channel d · heads + head in place of head · D + d. */
export function mergeHeads(x: Tensor, interleaved = false): Tensor3D {
  const [n, heads, length, depth] = x.shape as [number, number, number, number];
  const merged = heads === 1 ? x : tf.transpose(x, interleaved ? [0, 2, 3, 1] : [0, 2, 1, 3]);
  return tf.reshape(merged, [n, length, heads * depth]);
}
