import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { type ImageBatch, randomStream } from '@ganblocks/core';
import type { BenchCase } from '../cases';

export interface Batches {
  next(): Promise<ImageBatch>;
  /** After the step that has used the batch. */
  release(): void;
  close(): Promise<void>;
}

/** Those of the data set, or one batch of synthetic images again and again. */
export async function batchesOf({ batchSize, image, data }: BenchCase): Promise<Batches> {
  if (!data) {
    const images = randomStream(1).uniform([batchSize, ...image], { low: -1, high: 1 }) as Tensor4D;
    return { next: () => Promise.resolve({ images }), release: () => undefined, close: async () => images.dispose() };
  }
  const stream = (await data()).stream({ batchSize, seed: 0 });
  let drawn: ImageBatch[] = [];
  return {
    async next() {
      const batch = await stream.next();
      drawn.push(batch);
      return batch;
    },
    release() {
      for (const batch of drawn) tf.dispose({ ...batch });
      drawn = [];
    },
    close: () => stream.close(),
  };
}
