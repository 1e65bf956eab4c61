import { randomStream, type Dataset, type ImageBatch, type StreamRequest } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';

/** Endless noise images, and a record of what was asked of them. */
export function toyData(): Dataset<ImageBatch> & { readonly requests: StreamRequest[]; readonly closed: () => number } {
  const requests: StreamRequest[] = [];
  let closed = 0;
  return {
    name: 'noise',
    size: 1000,
    requests,
    closed: () => closed,
    describe: () => ({ source: 'made up', licence: 'CC0' }),
    stream(request) {
      requests.push(request);
      let position = 0;
      const { batchSize, resolution = 2, seed } = request;
      return {
        async next() {
          const random = randomStream(seed).split(`batch ${position++}`);
          return {
            images: tf.tidy(() =>
              tf.clipByValue(random.normal([batchSize, resolution, resolution, 1], { mean: 0.2 }), -1, 1),
            ) as tf.Tensor4D,
          };
        },
        async close() {
          closed += 1;
        },
        tensors: () => ({}),
        toJson: () => ({ position }),
        restore(_, json) {
          if (typeof json['position'] !== 'number') throw new Error('noise: no position to restore');
          position = json['position'];
        },
      };
    },
  };
}
