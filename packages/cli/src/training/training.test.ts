import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { createSystem } from '@ganblocks/models';
import type { RateMoment } from '@ganblocks/training';
import { augmentSpec } from './augmentSpec';
import { averageSpec } from './averageSpec';
import { rateSpec } from './rateSpec';

beforeAll(() => tf.setBackend('cpu'));

const at = (imagesSeen: number): RateMoment => ({
  imagesSeen,
  images: 100,
  progress: imagesSeen / 100,
  phase: { name: 'train', progress: 0 },
});

describe('rateSpec', () => {
  test.each([
    ['linear', 50, 0.5],
    ['linear:0.5', 50, 1],
    ['linear:0.5:0.2', 100, 0.2],
    ['cosine', 50, 0.5],
    ['exponential:2:25', 50, 0.25],
    ['exponential:2:25:0.5', 75, 0.5],
    ['warmup:10', 5, 0.5],
    ['warmup:10+linear:0.5', 75, 0.5],
    ['warmup:10 + linear', 5, 0.5 * 0.95],
  ])('%s after %d of 100 images is %d', (text, images, factor) => expect(rateSpec(text)(at(images))).toBeCloseTo(factor, 10));

  test.each(['', 'linear:', 'linear:a', 'linear:0:0:0', 'warmup', 'warmup:0', 'step:0.5', 'linear+', 'exponential:2', 'exponential:a:2'])(
    'refuses %j',
    (text) => {
      expect(() => rateSpec(text)).toThrow('--rates');
    },
  );
});

test('averageSpec', () => {
  expect(['off', '10k', '1k:0.05'].map(averageSpec)).toEqual([null, { halfLifeImages: 10_000 }, { halfLifeImages: 1000, rampUp: 0.05 }]);
  expect(() => averageSpec('0')).toThrow('--ema must be a whole number from 1');
});

describe('augmentSpec', () => {
  test('makes what changes the discriminator’s images by the stream of the step', async () => {
    const config = { resolution: 16, imageChannels: 1, latentSize: 2, width: 1, seed: 1 };
    const loss = async (text: string | undefined, seed: number): Promise<number> => {
      const system = createSystem('dcgan', config);
      const augmentation = text === undefined ? undefined : augmentSpec(text);
      const images = randomStream(2).uniform([4, 16, 16, 1], { low: -1, high: 1 }) as tf.Tensor4D;
      const random = randomStream(seed);
      const terms = await system.step({
        next: async () => ({ images }),
        ...{ random, step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 } },
        ...(augmentation ? { augment: (seen: tf.Tensor4D) => augmentation.apply(seen, random) } : {}),
      });
      const [value = NaN] = (await terms['discriminator']?.['adversarial']?.data()) ?? [];
      tf.dispose([images, terms]);
      system.dispose();
      return value;
    };
    const before = tf.memory().numTensors;
    const [plain, cut, again] = [await loss(undefined, 4), await loss('diffaugment:cutout', 4), await loss('diffaugment:cutout', 4)];
    expect([cut === plain, cut === again]).toEqual([false, true]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses to cut nothing', () => expect(() => augmentSpec('diffaugment:')).toThrow('expected changes behind the colon'));
});
