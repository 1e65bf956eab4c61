import { randomStream, readSafetensors, writeSafetensors, type RawTensor } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { syntheticWeights } from '../../tests/syntheticWeights';
import { digitClassifier } from './digitClassifier';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** A file of weights with one thing changed. */
const changed = (
  change: (tensors: Map<string, RawTensor>) => void,
  metadata: Record<string, string> = { test_accuracy: '0.5' },
): Uint8Array => {
  const tensors = new Map(readSafetensors(syntheticWeights()).tensors);
  change(tensors);
  return writeSafetensors(tensors, metadata);
};

describe('digitClassifier', () => {
  test('gives 84 features and 10 logits an image, the same alone and together', () => {
    const classifier = digitClassifier(syntheticWeights());
    const images = randomStream(7).uniform([3, 28, 28, 1], { low: -1 }) as tf.Tensor4D;
    const { features, logits } = classifier.classify(images);
    expect([features.shape, logits.shape]).toEqual([
      [3, 84],
      [3, 10],
    ]);
    expect(Math.min(...features.dataSync())).toBe(0);
    expect(Math.max(...features.dataSync())).toBeGreaterThan(0);
    expect(classifier.features(images).dataSync()).toEqual(features.dataSync());
    expect(classifier.logits(images).dataSync()).toEqual(logits.dataSync());
    expect(classifier.testAccuracy).toBe(0.5);
    classifier.dispose();
  });

  test('leaks nothing', () => {
    const before = tf.memory().numTensors;
    const classifier = digitClassifier(syntheticWeights());
    expect(tf.memory().numTensors).toBe(before + 10);
    const images = tf.zeros<tf.Rank.R4>([2, 28, 28, 1]);
    const { features, logits } = classifier.classify(images);
    tf.dispose([classifier.features(images), classifier.logits(images), features, logits, images]);
    expect(tf.memory().numTensors).toBe(before + 10);
    classifier.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['no weights', Uint8Array.of(1, 2, 3), /readSafetensors/],
    ['a missing weight', changed((tensors) => tensors.delete('conv2/bias')), /'conv2\/bias' must be F32 \[32\]\. Got none/],
    ['an unknown weight', changed((tensors) => tensors.set('extra', tensors.get('conv1/bias')!)), /no others\. Got also extra/],
    [
      'a weight of another shape',
      changed((tensors) => tensors.set('conv1/bias', { dtype: 'F32', shape: [2], data: new Float32Array(2) })),
      /'conv1\/bias' must be F32 \[16\]\. Got F32 \[2\]/,
    ],
    [
      'a weight of another type',
      changed((tensors) => tensors.set('conv1/bias', { dtype: 'F64', shape: [16], data: new Float64Array(16) })),
      /Got F64 \[16\]/,
    ],
    [
      'a weight that is not finite',
      changed((tensors) => tensors.set('conv1/bias', { dtype: 'F32', shape: [16], data: new Float32Array(16).fill(NaN) })),
      /'conv1\/bias' must be finite/,
    ],
    ['no accuracy', changed(() => undefined, {}), /test_accuracy, a number in \[0, 1\]\. Got undefined/],
    ['an impossible accuracy', changed(() => undefined, { test_accuracy: '99.2' }), /Got 99\.2/],
  ])('refuses a file with %s', (_, bytes, message) => {
    const before = tf.memory().numTensors;
    expect(() => digitClassifier(bytes)).toThrow(message);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses images of another size', () => {
    const classifier = digitClassifier(syntheticWeights());
    for (const shape of [
      [2, 32, 32, 1],
      [2, 28, 28, 3],
      [0, 28, 28, 1],
    ] as const) {
      expect(() => classifier.classify(tf.zeros<tf.Rank.R4>([...shape]))).toThrow(
        `images must be [N, 28, 28, 1] in [-1, 1]. Got [${shape.join(', ')}]`,
      );
    }
    classifier.dispose();
  });
});
