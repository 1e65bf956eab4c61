import type { Dataset, ImageBatch, LabelledBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';

/** A data set of a batch that stays the caller's: in order, over and over. */
export const datasetOf = <Batch extends ImageBatch | LabelledBatch>(name: string, all: Batch): Dataset<Batch> => {
  const size = all.images.shape[0];
  return {
    name,
    size,
    describe: () => ({ name }),
    stream({ batchSize }) {
      let at = 0;
      return {
        async next() {
          const indices = Array.from({ length: batchSize }, (_, i) => (at + i) % size);
          at += batchSize;
          const taken = Object.entries({ ...all } as unknown as Readonly<Record<string, tf.Tensor>>).map(([key, tensor]) => [
            key,
            tf.tidy(() => tf.gather(tensor, tf.tensor1d(indices, 'int32'))),
          ]);
          return Object.fromEntries(taken) as Batch;
        },
        close: async () => undefined,
        tensors: () => ({}),
        toJson: () => ({ at }),
        restore: () => undefined,
      };
    },
  };
};
