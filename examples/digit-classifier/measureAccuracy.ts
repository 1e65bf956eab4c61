import type { Dataset, LabelledBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Share of images of a data set that the classifier names right, each image once.
 *
 * @param batchSize Must divide the size of the data set.
 */
export async function measureAccuracy(
  logits: (images: Tensor4D) => Tensor2D,
  dataset: Dataset<LabelledBatch>,
  { batchSize = 500 }: { readonly batchSize?: number } = {},
): Promise<number> {
  const stream = dataset.stream({ batchSize, seed: 0 });
  let right = 0;
  for (let seen = 0; seen < dataset.size; seen += batchSize) {
    const { images, labels } = await stream.next();
    const hits = tf.tidy(() => tf.sum(tf.cast(tf.equal(tf.argMax(logits(images), 1), labels), 'float32')));
    right += (await hits.data())[0] ?? NaN;
    tf.dispose([images, labels, hits]);
  }
  await stream.close();
  return right / dataset.size;
}
