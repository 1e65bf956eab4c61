import { randomStream } from '@ganblocks/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { syntheticWeights } from '../../tests/syntheticWeights';
import { testDigits } from '../../tests/testDigits';
import { featureRows } from '../features/features';
import { frechetDistanceOfFeatures } from '../frechet/frechetDistance';
import { bundledDigitClassifier } from '../node/bundledDigitClassifier';
import { inceptionScore } from '../scores/inceptionScore';
import { digitClassifier, type DigitClassifier } from './digitClassifier';
import { digitScore } from './digitScore';

let classifier: DigitClassifier;
beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  classifier = await bundledDigitClassifier();
});
afterAll(() => classifier.dispose());

describe('digitScore', () => {
  test('is near 10 for real digits and near 0 between their halves; noise is far', async () => {
    const { images, labels } = testDigits(4000);
    const [even, odd] = [everySecond(images, 0), everySecond(images, 1)];
    const evaluation = digitScore({ classifier });
    await evaluation.addReal(even);
    await evaluation.addFake(odd);
    const { score, frechet, shares, count, realCount, classifierAccuracy } = evaluation.result();
    expect([count, realCount, classifierAccuracy]).toEqual([2000, 2000, classifier.testAccuracy]);
    expect(score).toBeGreaterThan(9.5);
    expect(score).toBeLessThan(10);
    expect(frechet).toBeLessThan(0.02 * spreadOf(images));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    const trueShares = shares.map((_, digit) => labels.filter((label, i) => i % 2 === 1 && label === digit).length / 2000);
    shares.forEach((share, digit) => expect(Math.abs(share - trueShares[digit]!)).toBeLessThan(0.01));

    evaluation.clearFakes();
    await evaluation.addFake(noise(2000));
    const far = evaluation.result();
    expect(far.score).toBeLessThan(3);
    expect(far.frechet).toBeGreaterThan(20 * frechet!);
    tf.dispose([images, even, odd]);
  });

  test('sees a generator that draws one digit only', async () => {
    const { images, labels } = testDigits(2000);
    const ones = tf.tidy(() =>
      tf.gather(
        images,
        [...labels.keys()].filter((i) => labels[i] === 1),
      ),
    );
    const evaluation = digitScore({ classifier });
    await evaluation.addFake(ones);
    const { score, shares, frechet } = evaluation.result();
    expect(score).toBeLessThan(1.3);
    expect(shares[1]).toBeGreaterThan(0.95);
    expect(frechet).toBeUndefined();
    tf.dispose([images, ones]);
  });

  test('is the inception score and the Fréchet distance of the outputs, whatever the batches', async () => {
    const [real, fake] = [testDigits(150).images, noise(101)];
    const [x, y] = [classifier.features(real), classifier.classify(fake)];
    const score = inceptionScore(featureRows(y.logits.dataSync<'float32'>(), 10)).mean;
    const { distance } = frechetDistanceOfFeatures(
      featureRows(x.dataSync<'float32'>(), 84),
      featureRows(y.features.dataSync<'float32'>(), 84),
    );
    for (const batchSize of [500, 64]) {
      const evaluation = digitScore({ classifier, batchSize });
      await evaluation.addReal(real);
      await evaluation.addFake(tf.tidy(() => tf.slice(fake, 0, 1)));
      expect(evaluation.result().frechet).toBeUndefined();
      await evaluation.addFake(tf.tidy(() => tf.slice(fake, 1, 100)));
      const result = evaluation.result();
      expect(result.score).toBeCloseTo(score, 5);
      expect(Math.abs(result.frechet! - distance)).toBeLessThan(1e-4 * distance);
    }
  });

  test('leaks nothing', async () => {
    const images = noise(7);
    const before = tf.memory().numTensors;
    const evaluation = digitScore({ classifier, batchSize: 3 });
    await evaluation.addReal(images);
    await evaluation.addFake(images);
    evaluation.result();
    expect(tf.memory().numTensors).toBe(before);
    images.dispose();
  });

  test('refuses wrong images and sizes, and adds nothing of them', async () => {
    const evaluation = digitScore({ classifier: digitClassifier(syntheticWeights()), batchSize: 2 });
    expect(() => evaluation.result()).toThrow(/generated images\. Got none/);
    await expect(evaluation.addFake(tf.zeros<tf.Rank.R4>([2, 32, 32, 1]))).rejects.toThrow(/digitScore: images must be \[N, 28, 28, 1\]/);
    const broken = tf.concat([tf.zeros<tf.Rank.R4>([3, 28, 28, 1]), tf.fill<tf.Rank.R4>([1, 28, 28, 1], Infinity)]);
    const before = tf.memory().numTensors;
    await expect(evaluation.addFake(broken)).rejects.toThrow(/finite\. Got Infinity in image 3/);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => evaluation.result()).toThrow(/Got none/);
    expect(() => digitScore({ classifier, batchSize: 0 })).toThrow(/batchSize must be a positive integer\. Got 0/);
  });
});

const noise = (count: number): tf.Tensor4D => randomStream(7).uniform([count, 28, 28, 1], { low: -1 }) as tf.Tensor4D;

const everySecond = (images: tf.Tensor4D, first: number): tf.Tensor4D =>
  tf.tidy(() =>
    tf.gather(
      images,
      Array.from({ length: images.shape[0] / 2 }, (_, i) => 2 * i + first),
    ),
  );

/** The trace of the covariance of the features: what a Fréchet distance is measured against. */
const spreadOf = (images: tf.Tensor4D): number => tf.tidy(() => tf.sum(tf.moments(classifier.features(images), 0).variance).dataSync()[0]!);
