import * as tf from '@tensorflow/tfjs-core';
import { checkRank } from '../ops/checks';
import type { Augmentation } from './augmentation';
import { checkProbability } from './checkProbability';
import { forEachImage } from './draws';
import { onChosen } from './onChosen';

export interface MirrorOptions {
  /** Of each image. Default 0.5. */
  readonly probability?: number;
}

/**
 * Turns images left to right at random, each by itself: y[n, i, j, c] = x[n, i, W - 1 - j, c]. For pictures whose mirror image is as likely as they are:
 * faces and animals, not letters or digits.
 *
 * Shapes: `[N, H, W, C]` → the same; exact. Draws N numbers. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the probability lies in [0, 1].
 * @example const mirrored = mirror().apply(images, randomStream(7)); // about half of them
 */
export function mirror({ probability = 0.5 }: MirrorOptions = {}): Augmentation {
  checkProbability('mirror', 'probability', probability, 1);
  return {
    name: 'mirror',
    apply(images, random) {
      checkRank('mirror', 'images', images, 4, 'N, H, W, C');
      const chosen = forEachImage(images.shape[0], () => random.next() < probability);
      return tf.tidy(() => tf.clone(onChosen(images, chosen, (some) => tf.reverse(some, 2))));
    },
  };
}
