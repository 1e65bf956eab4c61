import { randomStream, readSafetensors, writeSafetensors } from '@ganblocks/core';
import { fuzzReader, mutateSafetensors } from '@ganblocks/core/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { syntheticWeights } from '../../tests/syntheticWeights';
import { prepareImages } from '../extractors/prepareImages';
import { resizeImages } from '../resize/resizeImages';
import { emojiClassifier } from './emojiClassifier';
import { emojiExtractor } from './emojiExtractor';
import { emojiClasses, emojiWeightShapes } from './emojiNetwork';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const weights = syntheticWeights(emojiWeightShapes);
const noise = (count: number, side: number, channels = 3): tf.Tensor4D =>
  randomStream(7).uniform([count, side, side, channels], { low: -1 }) as tf.Tensor4D;

describe('emojiClassifier', () => {
  test('gives 192 features from 0 and 9 logits an image', () => {
    const classifier = emojiClassifier(weights);
    const images = noise(3, 32);
    const { features, logits } = classifier.classify(images);
    expect([features.shape, logits.shape]).toEqual([
      [3, 192],
      [3, emojiClasses.length],
    ]);
    expect(Math.min(...features.dataSync())).toBeGreaterThanOrEqual(0);
    expect(classifier.features(images).dataSync()).toEqual(features.dataSync());
    expect(classifier.logits(images).dataSync()).toEqual(logits.dataSync());
    expect(classifier.testAccuracy).toBe(0.5);
    classifier.dispose();
  });

  test('sees larger images through pilBilinear', () => {
    const classifier = emojiClassifier(weights);
    const large = noise(2, 64);
    const small = resizeImages(large, { size: 32, rule: 'pilBilinear' });
    expect(classifier.logits(large).dataSync()).toEqual(classifier.logits(small).dataSync());
    classifier.dispose();
  });

  test('leaks nothing', () => {
    const images = noise(2, 40);
    const before = tf.memory().numTensors;
    const classifier = emojiClassifier(weights);
    expect(tf.memory().numTensors).toBe(before + 12);
    const { features, logits } = classifier.classify(images);
    tf.dispose([classifier.features(images), classifier.logits(images), features, logits]);
    expect(tf.memory().numTensors).toBe(before + 12);
    classifier.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses other files and images', () => {
    expect(() => emojiClassifier(syntheticWeights())).toThrow(/emojiClassifier: expected the weights conv1\/kernel.*Got also dense1/);
    const tensors = new Map(readSafetensors(weights).tensors);
    expect(() => emojiClassifier(writeSafetensors(tensors, {}))).toThrow(/test_accuracy, a number in \[0, 1\]\. Got undefined/);
    const classifier = emojiClassifier(weights);
    for (const shape of [
      [2, 32, 32, 1],
      [0, 32, 32, 3],
    ] as const) {
      expect(() => classifier.classify(tf.zeros<tf.Rank.R4>([...shape]))).toThrow(
        `emojiClassifier: images must be [N, H, W, 3] in [-1, 1]. Got [${shape.join(', ')}]`,
      );
    }
    classifier.dispose();
  });

  test('loads or refuses damaged files, and leaves nothing behind', () => {
    const before = tf.memory().numTensors;
    const files = Array.from({ length: 40 }, (_, number) => mutateSafetensors(weights, randomStream(15).split(`file ${number}`)));
    const { accepted, refused } = fuzzReader(files, {
      read: emojiClassifier,
      verify({ value }) {
        value?.dispose();
        expect(tf.memory().numTensors).toBe(before);
      },
    });
    expect(accepted + refused).toBe(40);
  });
});

describe('emojiExtractor', () => {
  test('gives what the classifier gives, of prepared images alone', async () => {
    const before = tf.memory().numTensors;
    const classifier = emojiClassifier(weights);
    const extractor = emojiExtractor(classifier, { weightsHash: 'abc' });
    expect(extractor).toMatchObject({ name: "emoji classifier (50.00 % of the test emoji's groups)", weightsHash: 'abc', size: [32, 32] });
    const gray = noise(2, 16, 1);
    const prepared = prepareImages(gray, extractor);
    const { features, logits } = await extractor.extract(prepared);
    expect([features.rows, features.columns, logits?.rows, logits?.columns]).toEqual([2, 192, 2, 9]);
    const direct = classifier.features(prepared);
    expect(features.data).toEqual(direct.dataSync());
    await expect(extractor.extract(gray)).rejects.toThrow(/images must be \[N, 32, 32, 3\].*Use prepareImages/);
    tf.dispose([gray, prepared, direct]);
    extractor.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
