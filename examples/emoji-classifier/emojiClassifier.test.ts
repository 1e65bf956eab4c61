import { useBackend } from '@ganblocks/backends';
import { randomStream } from '@ganblocks/core';
import { emojiList, type EmojiStyle } from '@ganblocks/data/node';
import { emojiClasses, emojiNetwork, type EmojiClassifier } from '@ganblocks/metrics';
import { bundledEmojiClassifier } from '@ganblocks/metrics/node';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { measureAccuracy } from '../shared/measureAccuracy';
import { classWeights } from './classWeights';
import { emojiTable, groupsOf, trainingStyles } from './emojiTables';
import { foldNorms } from './foldNorms';
import { trainableNetwork } from './trainableNetwork';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

describe('the bundled emoji classifier', () => {
  let classifier: EmojiClassifier;
  beforeAll(async () => {
    classifier = await bundledEmojiClassifier();
  });
  afterAll(() => classifier.dispose());

  const accuracyOf = async (styles: readonly EmojiStyle[], resolution: number) =>
    measureAccuracy((images) => classifier.logits(images), await emojiTable({ split: 'test', styles, resolution }), { batchSize: 250 });

  test('has the test accuracy that it states', async () => {
    const { accuracy, meanClassAccuracy } = await accuracyOf(trainingStyles, 32);
    expect(classifier.testAccuracy).toBeGreaterThanOrEqual(0.85);
    // Another order of summation may turn an emoji that is on the fence.
    expect(Math.abs(accuracy - classifier.testAccuracy)).toBeLessThanOrEqual(0.004);
    expect(meanClassAccuracy).toBeGreaterThan(0.65);
  }, 240_000);

  test.each<[EmojiStyle, number, number]>([
    ['twemoji', 32, 0.84],
    ['fluent', 32, 0.84],
    ['twemoji', 64, 0.84],
    ['fluent', 64, 0.84],
    ['openmoji', 32, 0.5],
    ['openmoji', 64, 0.55],
  ])(
    'on %s at %i x %2$i is above %f',
    async (style, resolution, least) => {
      const { accuracy } = await accuracyOf([style], resolution);
      console.info(`${style} at ${resolution}: ${(100 * accuracy).toFixed(1)} %`);
      expect(accuracy).toBeGreaterThan(least);
    },
    240_000,
  );
});

test('the folded network computes what the trained one does', async () => {
  const net = trainableNetwork({ seed: 3, subgroups: 5 });
  const random = randomStream(1);
  const images = random.uniform([6, 32, 32, 3], { low: -1 }) as Tensor4D;
  const apply = (training: boolean): tf.Tensor =>
    tf.tidy(() => net.groups.apply(net.trunk.apply(tf.sub(1, images), { training, random }), { training: false }));
  apply(true).dispose(); // moves the averages away from where they begin
  net.trunk.trainable
    .filter(({ name }) => /scale|offset/.test(name))
    .forEach((weight) => weight.assign(random.uniform(weight.shape, { low: 0.5 })));
  const weights = foldNorms(net);
  const [whole, folded] = [apply(false), emojiNetwork(images, weights).logits];
  const difference = tf.max(tf.abs(tf.sub(whole, folded))).dataSync()[0]!;
  expect(difference).toBeLessThan(1e-3 * tf.max(tf.abs(whole)).dataSync()[0]!);
  net.dispose();
});

test('classes are in the order of the emoji set', async () => {
  const table = await emojiTable({ split: 'test', styles: ['twemoji'] });
  expect(table.classes).toEqual(emojiClasses);
  expect(groupsOf(['face-smiling', 'country-flag'])).toEqual(Int32Array.of(0, 8));
  expect(new Set(emojiList().map(({ group }) => group))).toEqual(new Set([...emojiClasses, 'component']));
  expect(() => groupsOf(['weapons'])).toThrow(/'weapons' must be a subgroup/);
}, 240_000);

test('rare classes weigh more, the mean over images is 1', () => {
  const weights = classWeights(Int32Array.of(0, 0, 0, 0, 1), 3);
  expect(weights[1]! / weights[0]!).toBeCloseTo(2, 6);
  expect((4 * weights[0]! + weights[1]!) / 5).toBeCloseTo(1, 6);
  expect(weights[2]).toBe(0);
});
