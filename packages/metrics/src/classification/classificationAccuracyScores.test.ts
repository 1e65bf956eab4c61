import { describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { randomStream, type LabelledBatch } from '@ganblocks/core';
import type { LabelledSampler } from '../evaluation/evaluate';
import { datasetOf } from '../../tests/datasetOf';
import { classificationAccuracyScores } from './classificationAccuracyScores';
import { convolutionalTrainer } from './convolutionalTrainer';

// Before the tests are collected: they share data.
await tf.setBackend('cpu');
await tf.ready();

/** Class 0 is dark above, class 1 dark below; with noise. */
const halves = (count: number, next: () => number, turned = false): LabelledBatch => {
  const classes = Array.from({ length: count }, () => Math.floor(2 * next()));
  const pixels = classes.flatMap((label) => Array.from({ length: 64 }, (_, i) => (Number(i < 32) === label ? 0.5 : -0.5) + next() - 0.5));
  return {
    images: tf.tensor4d(pixels, [count, 8, 8, 1]),
    labels: tf.tensor1d(turned ? classes.map((label) => 1 - label) : classes, 'int32'),
  };
};
const sampler = (turned: boolean): LabelledSampler => ({
  name: 'halves',
  sample: (count, { random }) => halves(count, () => random.next(), turned),
});

describe('classificationAccuracyScores', () => {
  const random = randomStream(1);
  const batch = halves(64, () => random.next());
  const data = datasetOf('halves', batch);
  const options = {
    train: data,
    test: data,
    classes: 2,
    trainClassifier: convolutionalTrainer({ steps: 12, widths: [6], learningRate: 0.03 }),
    batchSize: 16,
  };

  test('are 1 for images and classes that are right, 0 for classes that are swapped; nothing leaks', async () => {
    const before = tf.memory().numTensors;
    const right = await classificationAccuracyScores(sampler(false), options);
    expect(Math.min(right.ganTrain, right.ganTest, right.realTrain)).toBeGreaterThan(0.95);
    const swapped = await classificationAccuracyScores(sampler(true), { ...options, images: 20 });
    expect(Math.max(swapped.ganTrain, swapped.ganTest)).toBeLessThan(0.05);
    expect(swapped.realTrain).toBeGreaterThan(0.95);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('leave nothing behind where the data end before the training', async () => {
    const before = tf.memory().numTensors;
    let batches = 0;
    const next = async (): Promise<LabelledBatch> => {
      if (batches++ === 2) throw new Error('no more');
      return halves(4, () => random.next());
    };
    const train = convolutionalTrainer({ steps: 5, widths: [2] });
    await expect(train({ classes: 2, next, random: randomStream(1) })).rejects.toThrow('no more');
    expect(tf.memory().numTensors).toBe(before);
    expect(() => convolutionalTrainer({ learningRate: 0 })).toThrow(/learningRate must be a finite number above 0\. Got 0/);
    expect(() => convolutionalTrainer({ widths: [] })).toThrow(/steps and widths must be positive integers/);
  });

  test('refuse a system that says no classes, and classes that there are not', async () => {
    const before = tf.memory().numTensors;
    const silent: LabelledSampler = { name: 'gan', sample: (count) => tf.zeros([count, 8, 8, 1]) };
    await expect(classificationAccuracyScores(silent, options)).rejects.toThrow(
      /'gan' must have a sample that returns \{ images, labels \}/,
    );
    await expect(classificationAccuracyScores(sampler(false), { ...options, classes: 1 })).rejects.toThrow(
      /labels must be whole numbers from 0 to 0\. Got 1/,
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
