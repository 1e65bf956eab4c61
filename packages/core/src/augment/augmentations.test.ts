import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../random/index';
import { checkDerivatives } from '../testing/finiteDifferences';
import { ada, adaPipeline, type Augmentation, diffAugment, mirror } from './index';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const drawn = (...shape: number[]): Tensor4D => randomStream(1).uniform(shape, { low: -1 }) as Tensor4D;

/** All augmentations, so strong that each changes most images. */
const augmentations: readonly (readonly [string, () => Augmentation & { dispose?(): void }])[] = [
  ['mirror', () => mirror()],
  ['diffAugment', () => diffAugment()],
  ['adaPipeline', () => adaPipeline({ pipe: 'bgcfnc', probability: 0.5 })],
  ['ada', () => ada({ pipe: 'bgcfnc', probability: 0.5 })],
];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe.each(augmentations)('%s', (name, build) => {
  test('keeps the shape, and the images themselves', () => {
    const x = drawn(4, 12, 10, 3);
    const before = numbers(x);
    const y = build().apply(x, randomStream(2));
    expect(y.shape).toEqual(x.shape);
    expect(numbers(x)).toEqual(before);
    expect(numbers(y)).not.toEqual(before);
    expect(numbers(y).every(Number.isFinite)).toBe(true);
  });

  test('draws all from the stream', () => {
    const x = drawn(4, 12, 10, 3);
    const augmentation = build();
    const once = numbers(augmentation.apply(x, randomStream(2)));
    expect(numbers(build().apply(x, randomStream(2)))).toEqual(once);
    const random = randomStream(2);
    augmentation.apply(x, random);
    expect(numbers(augmentation.apply(x, random))).not.toEqual(once);
  });

  test('takes gray images', () => {
    expect(build().apply(drawn(2, 8, 8, 1), randomStream(1)).shape).toEqual([2, 8, 8, 1]);
  });

  test('leaves one tensor, its own', () => {
    const [x, augmentation] = [drawn(2, 8, 8, 3), build()];
    const before = tf.memory().numTensors;
    for (let seed = 0; seed < 4; seed++) augmentation.apply(x, randomStream(seed)).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(x.isDisposed).toBe(false);
    augmentation.dispose?.();
  });

  test('has right derivatives to second order', async () => {
    const augmentation = build();
    const f = (x: Tensor): Tensor => tf.tanh(augmentation.apply(x as Tensor4D, randomStream(4)));
    for (const { error } of await checkDerivatives({ f, inputs: [drawn(2, 5, 4, 3)], order: 2, directions: 1 }))
      expect(error).toBeLessThan(5e-3);
  });

  test('teaches', () => {
    expect(() => build().apply(tf.ones([8, 8]) as unknown as Tensor4D, randomStream(1))).toThrow(
      `${name}: images must have the axes [N, H, W, C]. Got the shape [8, 8].`,
    );
  });
});
