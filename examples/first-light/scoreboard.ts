import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import type { RandomStream } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { digitScore } from '@ganblocks/metrics';
import { bundledDigitClassifier } from '@ganblocks/metrics/node';

const BATCH = 500;

export interface DigitFigures {
  /** 1 (all alike, or no digits) to 10 (sure digits, all classes alike). */
  readonly score: number;
  /** Fréchet distance to the 10,000 real test digits. */
  readonly frechet: number;
  /** Share of each digit, 0 to 9. */
  readonly shares: readonly number[];
}

export interface Scoreboard {
  /** Share of right answers of the classifier on the test images. */
  readonly accuracy: number;
  /** Draws `count` samples from a fixed stream and scores them; the samples come back for keeping. */
  measure(draw: (count: number, random: RandomStream) => Tensor4D, count: number): Promise<{ figures: DigitFigures; samples: Tensor4D }>;
}

/** The digit score against MNIST's test images. */
export async function scoreboard(): Promise<Scoreboard> {
  const classifier = await bundledDigitClassifier();
  const evaluation = digitScore({ classifier });
  const test = mnist({ split: 'test' });
  const stream = test.stream({ batchSize: BATCH, seed: 0 });
  for (let seen = 0; seen < test.size; seen += BATCH) {
    const { images, labels } = await stream.next();
    await evaluation.addReal(images);
    tf.dispose([images, labels]);
  }
  await stream.close();
  return {
    accuracy: classifier.testAccuracy,
    async measure(draw, count) {
      const random = randomStream(0).split('digit score');
      const parts: Tensor4D[] = [];
      for (let drawn = 0; drawn < count; drawn += BATCH) parts.push(draw(Math.min(BATCH, count - drawn), random));
      const samples = tf.concat(parts);
      tf.dispose(parts);
      evaluation.clearFakes();
      await evaluation.addFake(samples);
      const { score, frechet = NaN, shares } = evaluation.result();
      return { figures: { score, frechet, shares }, samples };
    },
  };
}
