import { mnist } from '@ganblocks/data/node';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { ability } from '../judges/ability';
import type { Picture } from '../row';

const [ROWS, COLUMNS] = [5, 10];

/** Test images of MNIST, and below each row of ten what the system makes of them again. */
export const reconstructions: Picture = async (system) => {
  const stream = mnist({ split: 'test' }).stream({ batchSize: ROWS * COLUMNS, seed: 0 });
  const { images, labels } = await stream.next();
  await stream.close();
  try {
    return tf.tidy(() => {
      const rows = (all: Tensor4D): Tensor2D => tf.reshape(all, [ROWS, -1]);
      const pairs = tf.concat([rows(images), rows(ability('reconstructions', system, 'reconstruct')(images))], 1);
      const [, height, width, channels] = images.shape;
      return tf.reshape<tf.Rank.R4>(pairs, [2 * ROWS * COLUMNS, height, width, channels]);
    });
  } finally {
    tf.dispose([images, labels]);
  }
};
