import { describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { datasetOf } from '../../tests/datasetOf';
import { halves, noise, sampler } from '../../tests/noiseSystem';
import { randomFeatures } from '../extractors/randomFeatures';
import { frechetDistanceOfFeatures } from '../frechet/frechetDistance';
import { evaluate, openEvaluation, type LabelledSampler } from './evaluate';
import type { EvaluationProgress } from './evaluationOptions';
import { evaluationJson, evaluationMarkdown } from './evaluationResult';
import { cmmdMetric, kidMetric, mindMetric, precisionRecallMetric, twoSampleMetric } from './featureMetrics';
import { fidMetric, intraFidMetric } from './fidMetric';
import { msSsimMetric, swdMetric } from './imageMetrics';
import { asBytes } from './inputsOf';
import { accuracyMetric, inceptionScoreMetric } from './logitMetrics';
import { pathLengthMetric } from './pathLengthMetric';
import { vendiMetric } from './vendiMetric';

// Before the tests are collected: they share data.
await tf.setBackend('wasm');
await tf.ready();

describe('evaluate', () => {
  test('runs an extractor once a batch for all metrics, states everything, shows progress, leaks nothing', async () => {
    const reals = noise(50, 1);
    const before = tf.memory().numTensors;
    const [extractor, progress] = [halves(), [] as EvaluationProgress[]];
    const metrics = [
      fidMetric(),
      kidMetric({ subsets: 3, subsetSize: 20 }),
      precisionRecallMetric(),
      cmmdMetric({ sigma: 0.1 }),
      mindMetric({ directions: 20 }),
      twoSampleMetric(),
      inceptionScoreMetric({ splits: 2 }),
      vendiMetric({ kernel: { sigma: 0.05 } }),
      msSsimMetric(),
      swdMetric({ resolution: 16, patchesPerImage: 4, directions: 8 }),
    ];
    const onProgress = (at: EvaluationProgress): void => void progress.push(at);
    const result = await evaluate(sampler, datasetOf('uniform', { images: reals }), {
      metrics,
      extractor,
      images: 45,
      batchSize: 20,
      seed: 3,
      onProgress,
    });
    expect(extractor.batches).toBe(6);
    expect(tf.memory().numTensors).toBe(before);
    expect(result).toMatchObject({ system: 'noise', data: 'uniform', images: 45, reals: 45, seed: 3, bytes: true });
    expect(result.extractors).toEqual([{ name: 'halves', weightsHash: 'beef', size: [16, 16], channels: 1, resize: 'bilinear' }]);
    expect(Object.values(result.figures).every(Number.isFinite)).toBe(true);
    expect(Object.keys(result.figures)).toEqual(metrics.flatMap((metric) => Object.keys(metric.figures)));
    expect(progress.slice(0, 6).map(({ stage, images, of }) => [stage, images, of])).toEqual([
      ['images of uniform', 20, 90],
      ['images of uniform', 40, 90],
      ['images of uniform', 45, 90],
      ['images of noise', 65, 90],
      ['images of noise', 85, 90],
      ['images of noise', 90, 90],
    ]);
    expect(progress.slice(6).map(({ stage }) => stage)).toEqual(metrics.map(({ name }) => name));
    const json = JSON.parse(JSON.stringify(evaluationJson(result))) as { figures: Record<string, number> };
    expect(json.figures['fid']).toBe(result.figures['fid']);
    const markdown = evaluationMarkdown(result);
    expect(markdown).toMatch(/^\| figure +\| value +\| better +\| metric +\| extractor \|\n\| -/);
    expect(markdown).toContain('- 45 images of noise, 45 of uniform; seed 3');
    expect(markdown).toContain('- halves: images resized to 16 x 16 by bilinear; weights SHA-256 beef');
    expect(markdown).toContain('- kid: subsets 3, subsetSize 20, most 10000, seed 0');
    reals.dispose();
  });

  test('gives the same figures for the same seed, and FID and KID whatever the batches', async () => {
    const data = datasetOf('uniform', { images: noise(30, 1) });
    const extractor = randomFeatures({ resolution: 16, channels: 1, widths: [4] });
    const figures = async (batchSize: number, seed = 0) => {
      const metrics = [fidMetric(), precisionRecallMetric(), swdMetric({ resolution: 16, patchesPerImage: 4 })];
      return (await evaluate(sampler, data, { metrics, extractor, images: 30, batchSize, seed })).figures;
    };
    const [first, again, others, another] = [await figures(30), await figures(30), await figures(7), await figures(30, 1)];
    expect(again).toEqual(first);
    expect(another['fid']).not.toBe(first['fid']);
    expect(others['fid']).toBeCloseTo(first['fid']!, 4);
    expect(others['precision']).toBe(first['precision']);
    extractor.dispose();
  });

  test('is the function of the features, and 0 for the data themselves', async () => {
    const reals = noise(24, 1);
    let at = 0;
    const copy: LabelledSampler = {
      name: 'copy',
      sample: (count) => tf.slice(reals, (at += count) - count, count),
    };
    const extractor = halves();
    const metrics = [fidMetric(), mindMetric()];
    const data = datasetOf('uniform', { images: reals });
    const { figures } = await evaluate(copy, data, { metrics, extractor, images: 24, batchSize: 10 });
    expect(figures['fid']).toBeLessThan(1e-12);
    expect(figures['mind']).toBe(0);
    const evaluation = await openEvaluation(data, { metrics: [fidMetric()], extractor, images: 24, batchSize: 24, bytes: false });
    const fakes = noise(24, 5);
    const { figures: other } = await evaluation.measure({ name: 'other', sample: () => tf.clone(fakes) });
    const [x, y] = [(await extractor.extract(reals)).features, (await extractor.extract(fakes)).features];
    expect(other['fid']).toBeCloseTo(frechetDistanceOfFeatures(x, y).distance, 12);
  });

  test('looks at the reals once for many measurements', async () => {
    const extractor = halves();
    const evaluation = await openEvaluation(datasetOf('uniform', { images: noise(20, 1) }), {
      metrics: [fidMetric()],
      extractor,
      images: 20,
      batchSize: 10,
    });
    const [first, second] = [await evaluation.measure(sampler), await evaluation.measure(sampler)];
    expect(second.figures).toEqual(first.figures);
    expect(extractor.batches).toBe(2 + 2 + 2);
  });

  test('hands classes on, and measures systems themselves', async () => {
    const data = datasetOf('labelled', { images: noise(20, 1), labels: tf.tensor1d(Array.from({ length: 20 }, (_, i) => i % 2), 'int32') }); // prettier-ignore
    const labelled: LabelledSampler = {
      name: 'labelled',
      sample: (count, { random }) => ({
        images: sampler.sample(count, { random }) as tf.Tensor4D,
        labels: tf.zeros<tf.Rank.R1>([count], 'int32'),
      }),
      latents: {
        name: 'z',
        size: 2,
        distribution: 'normal',
        draw: (count, random) => random.normal([count, 2]) as tf.Tensor2D,
        render: (z) => tf.tidy(() => tf.mul<tf.Tensor4D>(tf.reshape(z, [-1, 1, 2, 1]), tf.ones([1, 16, 1, 1]))),
      },
    };
    const metrics = [accuracyMetric({ extractor: halves() }), pathLengthMetric({ samples: 20, epsilon: 0.01 })];
    const result = await evaluate(labelled, data, { metrics, images: 20, batchSize: 10 });
    expect(result.figures['accuracy']).toBeGreaterThan(0.2);
    expect(result.figures['pathLength']).toBeGreaterThan(1);
    expect(result.reals).toBe(0);
    await expect(evaluate(labelled, data, { metrics: [intraFidMetric()], extractor: halves(), images: 20 })).rejects.toThrow(
      /at least 2 reals and 2 fakes\. Got 10 and 0 of class 1/,
    );
  });

  test('cuts images to bytes as a file has them', () => {
    const bytes = asBytes(tf.tensor4d([-2, -1, 1, 0.5, 0.001, NaN], [1, 1, 6, 1])).dataSync();
    expect(bytes[0]).toBe(-1);
    expect(bytes[2]).toBeCloseTo(1, 6);
    expect(bytes[3]).toBeCloseTo(191 / 127.5 - 1, 6);
    expect(bytes[4]).toBeCloseTo(128 / 127.5 - 1, 6);
  });
});
