import { adam, type Dataset, type LabelledBatch, minimize } from '@ganblocks/core';
import { chain, dense, flatten, type ModelNetwork, network, relu } from '@ganblocks/layers';
import { classCrossEntropy, estimateTransition } from '@ganblocks/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

export interface EstimateNoiseOptions {
  readonly classes: number;
  /** How many images the classifier is shown. Default 120,000, MNIST twice: briefly, so that it learns how often each label comes rather than the labels. */
  readonly images?: number;
  /** How many images it is asked of afterwards. Default 10,000. */
  readonly asked?: number;
}

/** T[i][j], the chance that class i is labelled j, from noisy labels alone: by a small classifier that learns them. */
export async function estimateNoise(data: Dataset<LabelledBatch>, options: EstimateNoiseOptions): Promise<number[][]> {
  const { classes, images = 120_000, asked = 10_000 } = options;
  const batchSize = 100;
  const classifier = await learned(data, classes, Math.ceil(images / batchSize), batchSize);
  const stream = data.stream({ batchSize, seed: 2 });
  const chances: Tensor2D[] = [];
  for (let batches = Math.ceil(asked / batchSize); batches > 0; batches--) {
    const batch = await stream.next();
    chances.push(tf.tidy(() => tf.softmax(classifier.apply(batch.images, { training: false }) as Tensor2D)));
    tf.dispose([batch.images, batch.labels]);
  }
  await stream.close();
  classifier.dispose();
  const transition = tf.tidy(() => estimateTransition(tf.concat(chances), { outliers: 0.03 }));
  const rows = await transition.array();
  tf.dispose([chances, transition]);
  return rows;
}

/** A classifier of two layers, taught the labels as they are; the rate falls to 0, since chances still sway while it is fast. */
async function learned(data: Dataset<LabelledBatch>, classes: number, batches: number, batchSize: number): Promise<ModelNetwork> {
  const stream = data.stream({ batchSize, seed: 1 });
  const first = await stream.next();
  const shape = first.images.shape.slice(1);
  tf.dispose([first.images, first.labels]);
  const classifier = network(
    chain({ shape, name: 'classifier', seed: 1 }, flatten(), dense({ units: 128 }), relu(), dense({ units: classes, name: 'logits' })),
  );
  const optimizer = adam([classifier], { learningRate: 1e-3, beta1: 0.9 });
  for (let batch = 0; batch < batches; batch++) {
    optimizer.learningRate = 1e-3 * (1 - batch / batches);
    const { images, labels } = await stream.next();
    const terms = minimize(optimizer, {}, () => ({
      classes: classCrossEntropy(classifier.apply(images, { training: true }) as Tensor2D, labels),
    }));
    tf.dispose([terms, images, labels]);
  }
  await stream.close();
  optimizer.dispose();
  return classifier;
}
