import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, randomStream } from '@ganblocks/core';
import type { Dataset, ImageBatch, RandomStream } from '@ganblocks/core';

const MODES = 8;
const RADIUS = 0.75;
const DEVIATION = 0.05;

const centers = (): Tensor =>
  tf.tensor2d(Array.from({ length: MODES }, (_, i) => [0, 0.25].map((turn) => RADIUS * Math.cos(2 * Math.PI * (i / MODES - turn)))));

/** Points of eight Gaussians on a ring, `[count, 2]`. The caller disposes. */
export const ringPoints = (count: number, random: RandomStream): Tensor =>
  tf.tidy(() => tf.add(tf.gather(centers(), random.integers(count, MODES)), random.normal([count, 2], { deviation: DEVIATION })));

/** The ring as a data set: points as images of one pixel and two channels, `[N, 1, 1, 2]`. */
export const ring: Dataset<ImageBatch> = {
  name: 'ring',
  size: Number.MAX_SAFE_INTEGER,
  describe: () => ({ source: 'eight Gaussians on a ring', radius: RADIUS, deviation: DEVIATION }),
  stream({ batchSize, seed }) {
    let position = 0;
    return {
      next: async () => {
        const random = randomStream(seed).split(`batch ${position++}`);
        return { images: tf.tidy(() => tf.reshape<tf.Rank.R4>(ringPoints(batchSize, random), [batchSize, 1, 1, 2])) };
      },
      close: async () => undefined,
      tensors: () => ({}),
      toJson: () => ({ position }),
      restore(_, json) {
        check(Number.isSafeInteger(json['position']), () => 'ring: position must be an integer. Got none.');
        position = Number(json['position']);
      },
    };
  },
};

export interface Coverage {
  /** Share of the points within three deviations of a mode; of the ring itself 0.989. */
  readonly quality: number;
  /** Of eight: those that have at least 2 % of the points within three deviations. */
  readonly modes: number;
}

/** How well points, of whatever shape has two numbers each, keep to the modes, and to how many of them. */
export async function coverageOf(points: Tensor): Promise<Coverage> {
  const nearest = tf.tidy(() => {
    const offsets = tf.sub(tf.reshape(points, [-1, 1, 2]), tf.expandDims(centers(), 0));
    const near = tf.lessEqual(tf.sum(tf.square(offsets), 2), (3 * DEVIATION) ** 2);
    return tf.mean(tf.cast(near, 'float32'), 0);
  });
  const shares = [...(await nearest.data())];
  nearest.dispose();
  return { quality: shares.reduce((sum, share) => sum + share, 0), modes: shares.filter((share) => share >= 0.02).length };
}
