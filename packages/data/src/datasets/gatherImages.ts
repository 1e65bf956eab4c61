import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** byte → byte / 127.5 − 1, once for all 256. */
const UNIT = Float32Array.from({ length: 256 }, (_, byte) => byte / 127.5 - 1);

/**
 * The images with these numbers as one tensor: `bytes` of shape `[N, H, W, C]` → `[indices, H, W, C]` float32, x / 127.5 − 1, so [-1, 1].
 * The caller disposes it.
 */
export function gatherImages(bytes: Uint8Array, imageShape: readonly [number, number, number], indices: Int32Array): Tensor4D {
  const [height, width, channels] = imageShape;
  const length = height * width * channels;
  const values = new Float32Array(indices.length * length);
  indices.forEach((index, row) => {
    const from = index * length;
    const to = row * length;
    for (let i = 0; i < length; i++) values[to + i] = UNIT[bytes[from + i] ?? 0] ?? 0;
  });
  return tf.tensor4d(values, [indices.length, height, width, channels]);
}
