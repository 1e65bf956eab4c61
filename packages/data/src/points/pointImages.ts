import type { Dataset, ImageBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { PointMixture } from './pointMixture';

/**
 * Points of the plane as images of one pixel and two channels, `[N, 1, 1, 2]`: what systems for images take. The points, their order and the state of
 * streams are those of the mixture.
 *
 * A batch is `{ images [B, 1, 1, 2] float32 }`, which need not lie in [-1, 1]; the caller disposes it.
 *
 * @throws GanError where a stream is asked for a batch size that is none.
 * @example const { images } = await pointImages(ringMixture()).stream({ batchSize: 4, seed: 7 }).next(); // [4, 1, 1, 2]
 */
export function pointImages(points: PointMixture): Dataset<ImageBatch> {
  const { name, size } = points;
  return {
    name,
    size,
    describe: () => ({ ...points.describe(), view: 'pointImages' }),
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
