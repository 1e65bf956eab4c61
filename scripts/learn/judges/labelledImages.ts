import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { featureRows, type LabelledFeatures } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

const BATCH = 250;

/** What is made of images, a row each. */
type RowsOf = (images: Tensor4D) => Tensor2D;

/** Each image as the row of its numbers. */
export const pixels: RowsOf = (images) => tf.reshape(images, [images.shape[0], -1]);

/** Rows of the first `count` images of a data set's stream, in the order that seed 0 gives, and their classes; each image is seen once. */
export async function rowsOf(data: Dataset<LabelledBatch>, count: number, make: RowsOf): Promise<LabelledFeatures> {
  const stream = data.stream({ batchSize: BATCH, seed: 0 });
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  let columns = 1;
  try {
    while (labels.length < count) {
      const batch = await stream.next();
      const made = tf.tidy(() => make(tf.slice(batch.images, 0, Math.min(BATCH, count - labels.length))));
      columns = made.shape[1];
      rows.push(await made.data<'float32'>());
      labels.push(...(await batch.labels.data()).slice(0, made.shape[0]));
      tf.dispose([made, batch.images, batch.labels]);
    }
  } finally {
    await stream.close();
  }
  return { features: featureRows(joined(rows), columns), labels };
}

const joined = (parts: readonly Float32Array[]): Float32Array => {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
