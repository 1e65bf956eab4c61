import type { ImageTable } from '@ganblocks/data';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

const BATCH = 500;

/** Shows `use` the images of a table in batches `[n, H, W, C]` in [-1, 1]: all of them, or `most`, evenly spaced. The batches are disposed. */
export async function realImages(table: ImageTable, most: number, use: (images: Tensor4D) => Promise<void>): Promise<void> {
  const count = Math.min(most, table.size);
  const [height, width, channels] = table.imageShape;
  for (let start = 0; start < count; start += BATCH) {
    const size = Math.min(BATCH, count - start);
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
