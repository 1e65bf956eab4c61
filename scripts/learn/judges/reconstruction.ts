import { mnist } from '@ganblocks/data/node';
import * as tf from '@tensorflow/tfjs-core';
import { ability } from './ability';
import { rowsOf } from './labelledImages';
import type { Judge } from './judge';

/**
 * How much of an image its code keeps: `reconstruction`, the mean distance of a pixel of MNIST's test images, in [-1, 1], from what the system gives
 * back. Where the discriminator is the autoencoder, it learns that with a generator that stands still as well.
 *
 * Needs a system that has `reconstruct(images)`.
 */
export const reconstruction: Judge = {
  figures: { reconstruction: 'lower' },
  samples: 10_000,
  by: 'the 10,000 test images of MNIST, pixel by pixel',
  async open({ samples }) {
    const test = mnist({ split: 'test' });
    return Promise.resolve({
      async measure(system) {
        const reconstruct = ability('reconstruction', system, 'reconstruct');
        const { features } = await rowsOf(test, samples, (images) =>
          tf.mean(tf.reshape(tf.abs(tf.sub(images, reconstruct(images))), [images.shape[0], -1]), 1, true),
        );
        const distances = Array.from(features.data);
        return { reconstruction: distances.reduce((sum, distance) => sum + distance, 0) / samples };
      },
      dispose: () => undefined,
    });
  },
};
