import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { dropout, dropoutMask } from './dropout';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('dropoutMask', () => {
  test('keeps a share of 1 - rate, of the shape asked for', () => {
    const mask = dropoutMask(randomStream(1), [100, 1, 1, 50], { rate: 0.3 });
    expect([mask.dtype, ...mask.shape]).toEqual(['bool', 100, 1, 1, 50]);
    const kept = tf.mean(tf.cast(mask, 'float32')).dataSync()[0] ?? NaN;
    expect(Math.abs(kept - 0.7)).toBeLessThan(4 * Math.sqrt(0.21 / 5000));
  });
});

describe('dropout', () => {
  test('drops what the mask drops, and scales the rest', () => {
    const mask = tf.tensor2d([1, 0, 0, 1], [2, 2], 'bool');
    expect([...dropout(tf.tensor2d([1, 2, 3, 4], [2, 2]), { mask, rate: 0.75 }).dataSync()]).toEqual([4, 0, 0, 16]);
    expect([...dropout(tf.ones([2, 2]), { mask: tf.tensor2d([1, 0], [1, 2]) }).dataSync()]).toEqual([2, 0, 2, 0]);
  });

  test('draws the mask that dropoutMask draws, the same again', () => {
    const x = tf.ones([3, 5]);
    const expected = [...dropout(x, { mask: dropoutMask(randomStream(4), [3, 5], { rate: 0.2 }), rate: 0.2 }).dataSync()];
    expect([...dropout(x, { random: randomStream(4), rate: 0.2 }).dataSync()]).toEqual(expected);
    expect(new Set(expected)).toEqual(new Set([0, 1.25]));
  });

  test('is the identity at rate 0', () => {
    expect([...dropout(tf.tensor1d([1, -2]), { rate: 0, random: randomStream(1) }).dataSync()]).toEqual([1, -2]);
  });

  test('leaves one tensor, and teaches', () => {
    const [x, mask, random] = [tf.ones([2, 3]), tf.ones([2, 3]), randomStream(1)];
    const before = tf.memory().numTensors;
    dropout(x, { random }).dispose();
    dropout(x, { mask }).dispose();
    dropoutMask(random, [2]).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => dropout(x, {})).toThrow('dropout: either mask or random must be given. Got neither.');
    expect(() => dropout(x, { mask, random })).toThrow('Got both.');
    expect(() => dropout(x, { mask: tf.ones([3]) })).toThrow('mask must have the axes [2, 3], each of that length or 1');
    expect(() => dropout(x, { random, rate: 1 })).toThrow('dropout: rate, the share that is dropped, must lie in [0, 1). Got 1.');
    expect(() => dropoutMask(random, [2], { rate: -0.1 })).toThrow('dropoutMask: rate');
  });
});
