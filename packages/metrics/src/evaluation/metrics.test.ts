import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { LatentSpace } from '@ganblocks/core';
import { randomMatrix } from '../../tests/randomMatrix';
import { testDigits } from '../../tests/testDigits';
import type { Extractor } from '../extractors/extractor';
import { randomFeatures } from '../extractors/randomFeatures';
import { featureRows, type Features } from '../features/features';
import type { Images } from '../features/images';
import { frechetDistanceAtInfinity } from '../frechet/frechetDistanceAtInfinity';
import { polynomialMmd } from '../kernels/kernelInceptionDistance';
import { bundledDigitExtractor } from '../node/bundledDigitExtractor';
import { inceptionScore } from '../scores/inceptionScore';
import { msSsim } from '../similarity/msSsim';
import { fidInfinityMetric, kidMetric, precisionRecallMetric } from './featureMetrics';
import { intraFidMetric } from './fidMetric';
import { msSsimMetric, swdMetric } from './imageMetrics';
import { inceptionScoreMetric } from './logitMetrics';
import { pathLengthMetric } from './pathLengthMetric';
import { separabilityMetric } from './separabilityMetric';
import { stackedModesMetric } from './stackedModesMetric';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const part = ({ columns, data }: Features, from: number, to: number): Features =>
  featureRows(data.slice(from * columns, to * columns), columns);
const noise = (count: number, name: string, side = 16): Images => ({
  shape: [count, side, side, 1],
  data: randomMatrix(count * side, side, name).data,
});

describe('streaming metrics', () => {
  const [x, y] = [randomMatrix(60, 4, 'x'), randomMatrix(50, 4, 'y')];

  test('are their functions, however the rows come', () => {
    const kid = kidMetric({ subsets: 1, subsetSize: 50 });
    kid.addReal({ features: part(x, 0, 50) });
    for (let at = 0; at < 50; at += 7) kid.addFake({ features: part(y, at, Math.min(50, at + 7)) });
    expect(kid.result().kid).toBeCloseTo(polynomialMmd(part(x, 0, 50), y).unbiased, 6);
    const infinity = fidInfinityMetric({ points: 3, smallest: 20 });
    infinity.addReal({ features: x });
    infinity.addFake({ features: y });
    expect(infinity.result().fidInfinity).toBeCloseTo(frechetDistanceAtInfinity(x, y, { points: 3, smallest: 20 }).atInfinity, 5);
    const score = inceptionScoreMetric({ splits: 1 });
    score.addFake({ logits: part(y, 0, 9) });
    score.addFake({ logits: part(y, 9, 50) });
    expect(score.result().inceptionScore).toBeCloseTo(inceptionScore(y).mean, 12);
  });

  test('keep so many rows, and forget what they are told to forget', () => {
    const metric = precisionRecallMetric({ most: 30, k: 3, densityK: 3 });
    metric.addReal({ features: x });
    metric.addFake({ features: x });
    const first = metric.result();
    expect([first.precision > 0.5, metric.settings['most']]).toEqual([true, 30]);
    metric.clear('fakes');
    expect(() => metric.result()).toThrow(/Got none of one/);
    metric.addFake({ features: x });
    expect(metric.result()).toEqual(first);
    metric.clear('all');
    metric.addFake({ features: part(x, 0, 5) });
    expect(() => metric.result()).toThrow(/Got none of one/);
  });

  test('intraFid has the mean and the worst class', () => {
    const metric = intraFidMetric();
    const [features, moved] = [featureRows(Float32Array.of(0, 2, 5, 7), 1), featureRows(Float32Array.of(0, 2, 6, 8), 1)];
    metric.addReal({ features, labels: Int32Array.of(0, 0, 1, 1) });
    metric.addFake({ features: moved, labels: Int32Array.of(0, 0, 1, 1) });
    const { intraFid, intraFidWorst } = metric.result();
    expect([intraFid, intraFidWorst].map((value) => Math.round(1e9 * value) / 1e9)).toEqual([0.5, 1]);
    metric.clear('fakes');
    expect(() => metric.result()).toThrow(/Got 2 and 0 of class 0/);
  });
});

describe('pathLengthMetric', () => {
  const latents: LatentSpace = {
    name: 'w',
    size: 4,
    distribution: 'mapped',
    draw: (count, random) => random.uniform([count, 4], { low: 1, high: 2 }) as tf.Tensor2D,
    render: (w) => tf.tidy(() => tf.tile(tf.reshape<tf.Rank.R4>(w, [-1, 2, 2, 1]), [1, 8, 8, 1])),
  };
  const system = { name: 'gan', latents, sample: () => tf.zeros<tf.Rank.R4>([1, 16, 16, 1]) };

  test('goes by the layers of an extractor and their weights, and says so where there are none', async () => {
    const before = tf.memory().numTensors;
    const extractor = randomFeatures({ resolution: 16, channels: 1, widths: [4, 6] });
    const metric = pathLengthMetric({ samples: 12, epsilon: 0.1, distance: 'layers' });
    const options = { seed: 0, batchSize: 5 };
    const plain = await metric.measure(system, { ...options, extractor });
    const doubled = await metric.measure(system, {
      ...options,
      extractor: { ...extractor, layerWeights: [Array<number>(4).fill(2), Array<number>(6).fill(2)] },
    });
    expect(plain.pathLength).toBeGreaterThan(0);
    expect(doubled.pathLength / plain.pathLength).toBeCloseTo(2, 4);
    await expect(metric.measure(system, options)).rejects.toThrow(/needs an extractor that has layers\. Got none/);
    extractor.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('separabilityMetric', () => {
  const latents: LatentSpace = {
    name: 'z',
    size: 3,
    distribution: 'normal',
    draw: (count, random) => random.normal([count, 3]) as tf.Tensor2D,
    render: (z) => tf.tidy(() => tf.reshape(z, [-1, 1, 1, 3])),
  };
  const byFormula = (formula: (z: Float32Array) => number): Extractor => ({
    name: 'formula',
    weightsHash: undefined,
    size: undefined,
    channels: 3,
    resize: 'bilinear',
    async extract(images) {
      const data = await images.data<'float32'>();
      const rows = Float32Array.from({ length: data.length / 3 }, (_, i) => formula(data.subarray(3 * i, 3 * i + 3)));
      return { features: featureRows(data, 3), logits: featureRows(rows, 1) };
    },
    dispose: () => undefined,
  });
  const system = { name: 'gan', latents, sample: () => tf.zeros<tf.Rank.R4>([1, 1, 1, 3]) };

  test('is near 1 for an attribute behind a plane, above it for one outside a ball; nothing leaks', async () => {
    const before = tf.memory().numTensors;
    const metric = separabilityMetric({ samples: 300 });
    const options = { seed: 1, batchSize: 128 };
    const plane = await metric.measure(system, { ...options, extractor: byFormula((z) => z[0]! - z[1]!) });
    const ball = await metric.measure(system, { ...options, extractor: byFormula((z) => Math.hypot(...z) - 1.5) });
    expect(plane.separability).toBeLessThan(1.1);
    expect(ball.separability).toBeGreaterThan(1.5);
    expect(tf.memory().numTensors).toBe(before);
    await expect(metric.measure(system, options)).rejects.toThrow(/expected an extractor that gives a logit an attribute/);
    await expect(metric.measure({ ...system, latents: undefined } as never, options)).rejects.toThrow(/'gan' has no one latent space/);
  });
});

describe('metrics of images', () => {
  test('msSsim pairs each image with the next, over batches too', () => {
    const all = noise(6, 'all');
    const size = 256;
    const slice = (from: number, to: number): Images => ({ shape: [to - from, 16, 16, 1], data: all.data.slice(from * size, to * size) });
    const metric = msSsimMetric();
    for (const [from, to] of [[0, 1], [1, 4], [4, 6]] as const) metric.addFake({ images: slice(from, to) }); // prettier-ignore
    const bytes = (from: number): Images => {
      const { shape, data } = slice(from, from + 1);
      return { shape, data: data.map((value) => 127.5 * (value + 1)) };
    };
    const expected = [0, 2, 4].map((i) => msSsim(bytes(i), bytes(i + 1)).mean).reduce((sum, value) => sum + value / 3, 0);
    expect(metric.result().msSsim).toBeCloseTo(expected, 6);
    expect(metric.result().msSsimReal).toBeNaN();
    expect(() => metric.addFake({ images: noise(2, 'large', 32) })).toThrow(/one size, \[16, 16, 1\]\. Got \[32, 32, 1\]/);
  });

  test('swd is small for the same texture, large for another, and refuses another size', async () => {
    const metric = swdMetric({ resolution: 32, patchesPerImage: 8, directions: 16 });
    expect(Object.keys(metric.figures)).toEqual(['swd', 'swd32', 'swd16']);
    await metric.addReal({ images: noise(4, 'a', 32) });
    await metric.addFake({ images: noise(4, 'b', 32) });
    const near = metric.result();
    metric.clear('fakes');
    const flat = noise(4, 'b', 32);
    await metric.addFake({ images: { ...flat, data: flat.data.map((_, i) => Math.sin(i / 50)) } });
    expect(metric.result()['swd']).toBeGreaterThan(1.5 * near['swd']!);
    await expect(metric.addFake({ images: noise(4, 'b') })).rejects.toThrow(
      /images must be of 32 pixels and 1 channels\. Got \[4, 16, 16, 1\]/,
    );
    await metric.addFake({ images: noise(1, 'b', 32) });
    expect(() => metric.result()).toThrow(/as many fakes as reals\. Got 40 and 32 patches/);
    expect(() => swdMetric({ resolution: 32, levels: 0 })).toThrow(/levels must be a positive integer\. Got 0/);
  });

  test('stacked digits are named channel by channel', async () => {
    const before = tf.memory().numTensors;
    const classifier = await bundledDigitExtractor();
    const { images, labels } = testDigits(30);
    const digits = await images.data<'float32'>();
    const data = Float32Array.from({ length: digits.length }, (_, at) => {
      const [image, rest] = [Math.floor(at / (784 * 3)), at % (784 * 3)];
      return digits[(3 * image + (rest % 3)) * 784 + Math.floor(rest / 3)]!;
    });
    const metric = stackedModesMetric({ classifier });
    await metric.addFake({ images: { shape: [10, 28, 28, 3], data } });
    const modes = new Set(Array.from({ length: 10 }, (_, i) => labels.slice(3 * i, 3 * i + 3).join('')));
    expect(metric.result().modes).toBe(modes.size);
    expect(metric.result().modesDivergence).toBeCloseTo(Math.log(100), 1);
    const nothing: Images = { shape: [1, 1, 1, 1], data: Float32Array.of(NaN) };
    await expect(metric.addFake({ images: nothing })).rejects.toThrow(/images must be finite\. Got NaN in image 0/);
    metric.clear('all');
    expect(() => metric.result()).toThrow(/expected fakes\. Got none/);
    classifier.dispose();
    images.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
