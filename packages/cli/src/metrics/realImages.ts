import type { ImageTable } from '@ganblocks/data';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Images read at a time: so many, or what has so many numbers. */
const BATCH = 500;
const NUMBERS = 2 ** 23;

/** Shows `use` the images of a table in batches `[n, H, W, C]` in [-1, 1]: all of them, or `most`, evenly spaced. The batches are disposed. */
export async function realImages(table: ImageTable, most: number, use: (images: Tensor4D) => Promise<void>): Promise<void> {
  const count = Math.min(most, table.size);
  const [height, width, channels] = table.imageShape;
  const batch = Math.max(1, Math.min(BATCH, Math.floor(NUMBERS / (height * width * channels))));
  for (let start = 0; start < count; start += batch) {
    const size = Math.min(batch, count - start);
    const rows = Int32Array.from({ length: size }, (_, i) => Math.floor(((start + i) * table.size) / count));
    const bytes = Float32Array.from(await table.read(rows));
    const images = tf.tidy(() => tf.sub<Tensor4D>(tf.div(tf.tensor4d(bytes, [size, height, width, channels]), 127.5), 1));
    try {
      await use(images);
    } finally {
      images.dispose();
    }
  }
}
