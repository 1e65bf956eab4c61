import { describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { datasetOf } from '../../tests/datasetOf';
import { halves, noise, sampler } from '../../tests/noiseSystem';
import { randomFeatures } from '../extractors/randomFeatures';
import { featureRows } from '../features/features';
import { evaluate, type LabelledSampler } from './evaluate';
import { fidMetric, intraFidMetric } from './fidMetric';
import { msSsimMetric } from './imageMetrics';
import { inceptionScoreMetric } from './logitMetrics';
import { pathLengthMetric } from './pathLengthMetric';

// Before the tests are collected: they share data.
await tf.setBackend('wasm');
await tf.ready();

describe('evaluate says what is wrong', () => {
  const data = datasetOf('few', { images: tf.zeros<tf.Rank.R4>([4, 16, 16, 1]) });
  const diverged: LabelledSampler = { name: 'gan', sample: (count) => tf.fill<tf.Rank.R4>([count, 16, 16, 1], NaN) };

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['no metric', () => evaluate(sampler, data, { metrics: [] }), /metrics must have one at least/],
    [
      'no extractor',
      () => evaluate(sampler, data, { metrics: [fidMetric()] }),
      /'fid' needs an extractor\. Got none\. Pass extractor: randomFeatures/,
    ],
    [
      'a figure twice',
      () => evaluate(sampler, data, { metrics: [fidMetric(), fidMetric()], extractor: halves() }),
      /two metrics have the figure 'fid'/,
    ],
    [
      'images that are NaN',
      () => evaluate(diverged, data, { metrics: [fidMetric()], extractor: halves(), images: 4 }),
      /fake images must be finite\. Got NaN in image 0 .* diverged/,
    ],
    [
      'one image',
      () => evaluate(sampler, data, { metrics: [fidMetric()], extractor: halves(), images: 1 }),
      /at least 2 images\. Got 1 real/,
    ],
    [
      'no classifier',
      () =>
        evaluate(sampler, data, {
          metrics: [inceptionScoreMetric({ extractor: randomFeatures({ resolution: 16, channels: 1 }) })],
          images: 4,
        }),
      /needs logits\. 'random features .* gives none/,
    ],
    [
      'no labels',
      () => evaluate(sampler, data, { metrics: [intraFidMetric()], extractor: halves(), images: 4 }),
      /needs labels\. The real images have none\. Use a data set with labels/,
    ],
    [
      'more reals than there are',
      () => evaluate(sampler, data, { metrics: [fidMetric()], extractor: halves(), reals: 5 }),
      /reals must be an integer from 1 to the size of 'few', 4\. Got 5/,
    ],
    [
      'fewer samples than asked for',
      () => evaluate({ name: 'lazy', sample: () => noise(1, 1) }, data, { metrics: [msSsimMetric()], images: 4 }),
      /sample of 'lazy' must give 4 images .* Got 1/,
    ],
    ['no latent space', () => evaluate(sampler, data, { metrics: [pathLengthMetric()] }), /'noise' has no one latent space/],
    [
      'another size of batch',
      () => evaluate(sampler, data, { metrics: [msSsimMetric()], batchSize: 0 }),
      /batchSize must be a positive integer/,
    ],
  ])('%s', async (_, run, message) => {
    const before = tf.memory().numTensors;
    await expect(run()).rejects.toThrow(message);
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(3); // the kernels of an extractor that a case makes
  });

  test('metrics by themselves too', () => {
    const fid = fidMetric();
    fid.addReal({ features: featureRows(Float32Array.of(1, 2), 1) });
    expect(() => fid.addReal({ features: featureRows(Float32Array.of(1, 2), 2) })).toThrow(
      /every batch must have as many columns, 1\. Got 2/,
    );
    expect(() => fid.addFake({ features: featureRows(Float32Array.of(NaN), 1) })).toThrow(/fake features must be finite/);
    expect(() => fid.result()).toThrow(/at least 2 images\. Got 0 fake/);
    expect(() => inceptionScoreMetric().result()).toThrow(/10 splits need as many images at least\. Got 0/);
    expect(() => msSsimMetric().result()).toThrow(/two fakes at least/);
  });
});
