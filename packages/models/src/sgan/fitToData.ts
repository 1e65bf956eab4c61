import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { SemiSupervisedBatch, StepContext } from '@ganblocks/core';
import { initializeByData } from '@ganblocks/layers';
import { drawLatents } from '../adversarial/drawLatents';
import type { SganConfig } from './config';
import type { SganGame } from './updates';

/**
 * Sets the gains and biases that the data is to set: all of the classifier, from the first batch and as many more as it takes for
 * `initialImages`, or from labelled images where nothing else is learned from; and the last layer of the convolutional generator, from latents. The
 * dense generator keeps gains of 1, as in the code.
 */
export async function fitToData(
  game: SganGame,
  { networks, initialImages, unlabelledWeight }: SganConfig,
  context: StepContext<SemiSupervisedBatch>,
  first: SemiSupervisedBatch,
): Promise<void> {
  if (networks === 'dcgan' || initialImages === 0) return;
  const imagesOf = ({ images, labelled }: SemiSupervisedBatch): Tensor4D => (unlabelledWeight === 0 ? labelled.images : images);
  const batches = [imagesOf(first)];
  const wanted = unlabelledWeight === 0 ? 1 : Math.ceil(initialImages / first.images.shape[0]);
  while (batches.length < wanted) batches.push(imagesOf(await context.next()));
  const { random } = context;
  tf.tidy(() => {
    const images = tf.concat(batches);
    initializeByData(game.classifier, images, random);
    if (networks === 'convolution') initializeByData(game.generator, drawLatents(game, images.shape[0], random), random);
  });
}
