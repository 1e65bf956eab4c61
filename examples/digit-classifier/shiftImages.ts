import type { RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Moves each image by its own whole number of pixels, up to `most` in each direction, and fills with black (-1):
 * `[N, H, W, C]` to the same shape. The caller disposes the result.
 */
export async function shiftImages(images: Tensor4D, random: RandomStream, most: number): Promise<Tensor4D> {
  const [n, height, width, channels] = images.shape;
  const values = (await images.data()) as Float32Array;
  const shifted = new Float32Array(values.length).fill(-1);
  const draw = (): number => Math.floor(random.next() * (2 * most + 1)) - most;
  for (let i = 0; i < n; i++) {
    const [down, right] = [draw(), draw()];
    for (let y = Math.max(0, down); y < Math.min(height, height + down); y++) {
      const [from, to] = [Math.max(0, -right), width - Math.max(0, right)];
      const source = ((i * height + y - down) * width + from) * channels;
      const target = ((i * height + y) * width + from + right) * channels;
      shifted.set(values.subarray(source, source + (to - from) * channels), target);
    }
  }
  return tf.tensor4d(shifted, images.shape);
}
