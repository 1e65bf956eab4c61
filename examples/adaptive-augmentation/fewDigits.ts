import * as tf from '@tensorflow/tfjs-core';
import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { imageArrays } from '@ganblocks/data';

/** A data set of `count` images out of another: its first batch. */
export async function fewDigits(all: Dataset<LabelledBatch>, count: number): Promise<Dataset<LabelledBatch>> {
  const stream = all.stream({ batchSize: count, seed: 1 });
  const { images, labels } = await stream.next();
  await stream.close();
  const bytes = Uint8Array.from(await images.data(), (x) => Math.round((x + 1) * 127.5));
  const shape = images.shape;
  tf.dispose([images, labels]);
  return imageArrays({ name: `${all.name}-${count}`, images: bytes, shape });
}
