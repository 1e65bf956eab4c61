import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { testDigits } from '../../tests/testDigits';
import type { DigitClassifier } from '../digits/digitClassifier';
import { bundledDigitClassifier } from './bundledDigitClassifier';

let classifier: DigitClassifier;
beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  classifier = await bundledDigitClassifier();
});
afterAll(() => classifier.dispose());

const accuracyOn = (count: number, start: number): number => {
  const { images, labels } = testDigits(count, start);
  const predicted = tf.tidy(() => tf.argMax(classifier.logits(images), 1).dataSync());
  images.dispose();
  return labels.filter((label, i) => label === predicted[i]).length / count;
};

describe('bundledDigitClassifier', () => {
  test('knows at least 98 % of the first 2,000 test digits', () => {
    expect(accuracyOn(2000, 0)).toBeGreaterThanOrEqual(0.98);
  });

  test('states the accuracy on all 10,000 test digits that it has', () => {
    const measured = [0, 1, 2, 3, 4].map((part) => accuracyOn(2000, part * 2000)).reduce((sum, share) => sum + share / 5, 0);
    expect(classifier.testAccuracy).toBeGreaterThanOrEqual(0.985);
    // Another order of summation may turn a digit that is on the fence.
    expect(Math.abs(measured - classifier.testAccuracy)).toBeLessThanOrEqual(0.0003);
  });
});
