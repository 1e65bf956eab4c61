import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { frechetDistance } from '../frechet/frechetDistance';
import { labelDistribution } from '../scores/labelDistribution';
import { softmaxRows } from '../scores/softmaxRows';
import { featureStatistics } from '../statistics/featureStatistics';
import { checkDigitImages, type DigitClassifier } from './digitClassifier';
import { digitClasses, digitFeatures } from './digitNetwork';

export interface DigitScoreOptions {
  readonly classifier: DigitClassifier;
  /** Images that the classifier sees at once. Default: 500. */
  readonly batchSize?: number;
}

export interface DigitScoreResult {
  /** exp(E KL(p(y|x) || p(y))) over the fakes: 1 (one class, or no idea) to 10 (sure, and all classes alike). */
  readonly score: number;
  /** Fréchet distance of the penultimate features of fakes and reals; `undefined` with fewer than 2 of either. */
  readonly frechet: number | undefined;
  /** Share of the fakes per predicted class, 0 to 9; sums to 1. */
  readonly shares: readonly number[];
  /** Fakes. The figures depend on it: state it with them. */
  readonly count: number;
  readonly realCount: number;
  /** Test accuracy of the classifier: state it with the figures. */
  readonly classifierAccuracy: number;
}

export interface DigitScore {
  /** Adds real images `[N, 28, 28, 1]` in [-1, 1]; the caller keeps and disposes them. */
  addReal(images: Tensor4D): Promise<void>;
  /** Adds generated images `[N, 28, 28, 1]` in [-1, 1]; the caller keeps and disposes them. */
  addFake(images: Tensor4D): Promise<void>;
  /** The figures so far; more may be added afterwards. */
  result(): DigitScoreResult;
  /** Forgets the fakes and keeps the reals: for the next evaluation in a training run. */
  clearFakes(): void;
}

/**
 * Scores generated digits by a digit classifier: inception score over its 10 classes, Fréchet distance of its features to real digits,
 * and how the samples spread over the classes. Streaming, in float64; memory does not grow with the number of images.
 *
 * The figures compare runs on digits with this classifier only; they are no Inception FID.
 *
 * @throws GanError if the batch size is not a positive integer; by the functions, if images are not `[N, 28, 28, 1]` or not
 *   finite (none of them is added then), or if there are no fakes to score.
 * @see Salimans et al. 2016, https://arxiv.org/abs/1606.03498; Heusel et al. 2017, https://arxiv.org/abs/1706.08500
 * @example
 * const evaluation = digitScore({ classifier: await bundledDigitClassifier() });
 * await evaluation.addReal(real);
 * await evaluation.addFake(fake);
 * const { score, frechet, count, classifierAccuracy } = evaluation.result();
 */
export function digitScore({ classifier, batchSize = 500 }: DigitScoreOptions): DigitScore {
  check(Number.isInteger(batchSize) && batchSize > 0, () => `digitScore: batchSize must be a positive integer. Got ${batchSize}.`);
  const real = featureStatistics(digitFeatures);
  let fake = featureStatistics(digitFeatures);
  let labels = labelDistribution(digitClasses);
  return {
    async addReal(images) {
      const { features } = await outputsOf(classifier, images, batchSize);
      real.add(features);
    },
    async addFake(images) {
      const { features, logits } = await outputsOf(classifier, images, batchSize);
      fake.add(features);
      labels.add(softmaxRows(logits, digitClasses));
    },
    result() {
      const { count } = labels;
      check(count > 0, () => 'digitScore: a score needs generated images. Got none. Call addFake first.');
      return {
        score: Math.exp(labels.divergence()),
        frechet: Math.min(count, real.count) < 2 ? undefined : frechetDistance(real.result(), fake.result()).distance,
        shares: labels.predictions().map((predicted) => predicted / count),
        count,
        realCount: real.count,
        classifierAccuracy: classifier.testAccuracy,
      };
    },
    clearFakes() {
      fake = featureStatistics(digitFeatures);
      labels = labelDistribution(digitClasses);
    },
  };
}

interface Outputs {
  readonly features: Float32Array;
  readonly logits: Float32Array;
}

/** The classifier's outputs for all images, batch by batch, fetched from the backend. */
const outputsOf = async (classifier: DigitClassifier, images: Tensor4D, batchSize: number): Promise<Outputs> => {
  checkDigitImages('digitScore', images);
  // Rectifiers and poolings of some backends make a number of NaN: the features would not tell.
  const pixels = await images.data();
  const bad = pixels.findIndex((value) => !Number.isFinite(value));
  check(
    bad < 0,
    () => `digitScore: images must be finite. Got ${pixels[bad]} in image ${Math.floor(bad / 784)}. Has the generator diverged?`,
  );
  const n = images.shape[0];
  const features = new Float32Array(n * digitFeatures);
  const logits = new Float32Array(n * digitClasses);
  for (let start = 0; start < n; start += batchSize) {
    const [batchFeatures, batchLogits] = tf.tidy(() => {
      const outputs = classifier.classify(tf.slice(images, start, Math.min(batchSize, n - start)));
      return [outputs.features, outputs.logits] as [Tensor2D, Tensor2D];
    });
    try {
      features.set(await batchFeatures.data(), start * digitFeatures);
      logits.set(await batchLogits.data(), start * digitClasses);
    } finally {
      tf.dispose([batchFeatures, batchLogits]);
    }
  }
  return { features, logits };
};
