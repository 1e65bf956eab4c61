import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import { syntheticWeights } from '../../tests/syntheticWeights';
import { randomMatrix } from '../../tests/randomMatrix';
import { digitClassifier } from '../digits/digitClassifier';
import { bundledDigitExtractor } from '../node/bundledDigitExtractor';
import { digitExtractor } from './digitExtractor';
import { orthogonalKernel } from './orthogonalKernel';
import { prepareImages } from './prepareImages';
import { randomFeatures } from './randomFeatures';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const noise = (...shape: number[]): tf.Tensor4D => randomStream(3).uniform(shape, { low: -1 }) as tf.Tensor4D;

describe('randomFeatures', () => {
  test('are the same by the same seed, and leak nothing', async () => {
    const before = tf.memory().numTensors;
    const images = noise(5, 16, 16, 3);
    const runs = [];
    for (const seed of [0, 0, 1]) {
      const extractor = randomFeatures({ seed, resolution: 16, widths: [8, 12] });
      runs.push((await extractor.extract(images)).features);
      extractor.dispose();
    }
    expect([runs[0]!.rows, runs[0]!.columns]).toEqual([5, 2 * (8 + 12)]);
    expect(runs[1]!.data).toEqual(runs[0]!.data);
    expect(runs[2]!.data).not.toEqual(runs[0]!.data);
    images.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('are the means and deviations of the layers by the stated formula', async () => {
    const extractor = randomFeatures({ resolution: 8, channels: 1, widths: [4], initializer: 'normal' });
    const images = noise(2, 8, 8, 1);
    const [map] = extractor.layers!(images);
    const values = map!.arraySync();
    const { features } = await extractor.extract(images);
    expect(map!.shape).toEqual([2, 4, 4, 4]);
    const channel = values[1]!.flat().map((pixel) => pixel[2]!);
    const mean = channel.reduce((sum, value) => sum + value, 0) / 16;
    const deviation = Math.sqrt(channel.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 16);
    expect(features.data[8 + 2]).toBeCloseTo(mean, 5);
    expect(features.data[8 + 4 + 2]).toBeCloseTo(deviation, 5);
    expect(extractor.name).toBe('random features (seed 0, 8 x 8 x 1, 4, normal)');
    extractor.dispose();
  });

  test('see what differs: noise from stripes', async () => {
    const extractor = randomFeatures({ resolution: 16, channels: 1 });
    const stripes = tf.tidy(() => tf.tile(tf.tensor4d([-1, 1], [1, 1, 2, 1]), [1, 16, 8, 1]));
    const [a, b] = [(await extractor.extract(noise(1, 16, 16, 1))).features, (await extractor.extract(stripes)).features];
    expect(Math.hypot(...Array.from(a.data, (value, i) => value - b.data[i]!))).toBeGreaterThan(0.3);
    extractor.dispose();
  });

  test('refuse options and images that do not fit', async () => {
    expect(() => randomFeatures({ resolution: 4 })).toThrow(/resolution must be an integer from 8 for 3 layers\. Got 4/);
    expect(() => randomFeatures({ widths: [] })).toThrow(/widths must be positive integers/);
    expect(() => randomFeatures({ initializer: 'uniform' as never })).toThrow(/'orthogonal' or 'normal'\. Got 'uniform'/);
    const extractor = randomFeatures({ resolution: 16 });
    await expect(extractor.extract(noise(1, 16, 16, 1))).rejects.toThrow(
      /images must be \[N, 16, 16, 3\] in .* Got \[1, 16, 16, 1\]\. Use prepareImages/,
    );
    extractor.dispose();
  });
});

test('orthogonalKernel makes columns orthonormal, run by run', () => {
  const kernel = orthogonalKernel(randomMatrix(4, 6).data, 4, 6);
  const inner = (a: number, b: number): number => [0, 1, 2, 3].reduce((sum, i) => sum + kernel[6 * i + a]! * kernel[6 * i + b]!, 0);
  for (let a = 0; a < 6; a++)
    for (let b = 0; b <= a; b++) if (a < 4 || b >= 4 || a === b) expect(inner(a, b)).toBeCloseTo(a === b ? 1 : 0, 14);
});

describe('prepareImages', () => {
  test('makes grey of colours, colours of grey, and another size', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const colours = tf.tensor4d([1, 0, 0, 0, 1, -1], [1, 1, 2, 3]);
      const grey = prepareImages(colours, { size: undefined, channels: 1, resize: 'bilinear' });
      expect(grey.dataSync()[0]).toBeCloseTo(0.299, 6);
      expect(grey.dataSync()[1]).toBeCloseTo(0.587 - 0.114, 6);
      const back = prepareImages(grey, { size: [4, 4], channels: 3, resize: 'bilinear' });
      expect(back.shape).toEqual([1, 4, 4, 3]);
      expect(back.dataSync()[1]).toBe(back.dataSync()[0]);
      expect(() => prepareImages(tf.zeros([1, 2, 2, 4]), { size: undefined, channels: 1, resize: 'bilinear' })).toThrow(
        /\[N, H, W, 1\] or \[N, H, W, 3\]\. Got \[1, 2, 2, 4\]/,
      );
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('digit extractors', () => {
  test('give what the classifier gives', async () => {
    const classifier = digitClassifier(syntheticWeights());
    const extractor = digitExtractor(classifier, { weightsHash: 'abc' });
    const images = noise(3, 28, 28, 1);
    const { features, logits } = await extractor.extract(images);
    expect(features.data).toEqual(classifier.features(images).dataSync());
    expect(logits!.data).toEqual(classifier.logits(images).dataSync());
    expect([features.columns, logits!.columns, extractor.weightsHash]).toEqual([84, 10, 'abc']);
    expect(extractor.name).toBe("digit classifier (50.00 % of MNIST's test digits)");
    extractor.dispose();
  });

  test('the bundled one states the hash of its weights', async () => {
    const extractor = await bundledDigitExtractor();
    expect(extractor.weightsHash).toBe('e8ef96fe4ae88b3ed36249d57ed3ff9299705be5fb309bc0e6d1e6172d278eb4');
    extractor.dispose();
  });
});
