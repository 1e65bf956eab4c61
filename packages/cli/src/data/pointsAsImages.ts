import type { Dataset, ImageBatch } from '@ganblocks/core';
import type { PointMixture } from '@ganblocks/data';
import * as tf from '@tensorflow/tfjs-core';

/** Points `[N, 2]` as the images `[N, 1, 1, 2]` that systems take. */
export function pointsAsImages(points: PointMixture): Dataset<ImageBatch> {
  const { name, size } = points;
  return {
    name,
    size,
    describe: () => points.describe(),
    stream(request) {
      const stream = points.stream(request);
      return {
        async next() {
          const { points: drawn, modes } = await stream.next();
          const images = tf.reshape<tf.Rank.R4>(drawn, [drawn.shape[0], 1, 1, 2]);
          tf.dispose([drawn, modes]);
          return { images };
        },
        close: () => stream.close(),
        tensors: () => stream.tensors(),
        toJson: () => stream.toJson(),
        restore: (tensors, json) => stream.restore(tensors, json),
      };
    },
  };
}
