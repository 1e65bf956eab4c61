import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import type { LabelledSampler } from '../src/evaluation/evaluate';
import type { Extractor } from '../src/extractors/extractor';
import { featureRows } from '../src/features/features';

/** Gray images of noise, 16 x 16. */
export const noise = (count: number, seed: number): tf.Tensor4D =>
  randomStream(seed).uniform([count, 16, 16, 1], { low: -1 }) as tf.Tensor4D;

/** A system that draws such images. */
export const sampler: LabelledSampler = {
  name: 'noise',
  sample: (count, { random }) => random.uniform([count, 16, 16, 1], { low: -1 }) as tf.Tensor4D,
};

/** Means of the two halves of an image, and of their difference as logits; counts its batches. */
export const halves = (): Extractor & { batches: number } => {
  const extractor = {
    name: 'halves',
    weightsHash: 'beef',
    size: [16, 16],
    channels: 1,
    resize: 'bilinear',
    batches: 0,
    async extract(images: tf.Tensor4D) {
      extractor.batches++;
      const means = tf.tidy(() => tf.mean(tf.reshape(images, [-1, 2, 128]), 2));
      const data = await means.data<'float32'>();
      means.dispose();
      return {
        features: featureRows(data, 2),
        logits: featureRows(
          Float32Array.from(data, (value) => 50 * value),
          2,
        ),
      };
    },
    dispose: () => undefined,
  } satisfies Extractor & { batches: number };
  return extractor;
};
