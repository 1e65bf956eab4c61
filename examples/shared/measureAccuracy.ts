import type { ImageTable } from '@ganblocks/data';
import { classificationAccuracy, featureRows, type ClassificationAccuracy } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** How well a classifier names the images of a table by their labels: each image once, `batchSize` at a time. */
export async function measureAccuracy(
  logits: (images: Tensor4D) => Tensor2D,
  table: ImageTable,
  { batchSize }: { readonly batchSize: number },
): Promise<ClassificationAccuracy> {
  const [height, width, channels] = table.imageShape;
  const rows: number[] = [];
  for (let start = 0; start < table.size; start += batchSize) {
    const indices = Int32Array.from({ length: Math.min(batchSize, table.size - start) }, (_, row) => start + row);
    const values = Float32Array.from(await table.read(indices), (byte) => byte / 127.5 - 1);
    const batch = tf.tidy(() => logits(tf.tensor4d(values, [indices.length, height, width, channels])));
    rows.push(...(await batch.data()));
    batch.dispose();
  }
  return classificationAccuracy(featureRows(Float32Array.from(rows), rows.length / table.size), table.labels ?? []);
}
