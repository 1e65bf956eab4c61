import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { checkLosses, flatLosses, readReport } from './lossReport';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

describe('readReport', () => {
  test('reads terms by group and disposes them', async () => {
    const before = tf.memory().numTensors;
    const losses = await readReport({ critic: { a: tf.scalar(1.5), b: tf.scalar(-2) }, generator: { a: tf.scalar(3) }, path: {} });
    expect(losses).toEqual({ critic: { a: 1.5, b: -2 }, generator: { a: 3 } });
    expect([...flatLosses(losses)]).toEqual([
      ['critic/a', 1.5],
      ['critic/b', -2],
      ['generator/a', 3],
    ]);
    expect(await readReport({})).toEqual({});
    expect(tf.memory().numTensors).toBe(before);
  });

  test('takes one term under two names', async () => {
    const term = tf.scalar(2);
    expect(await readReport({ a: { x: term }, b: { y: term } })).toEqual({ a: { x: 2 }, b: { y: 2 } });
  });

  test('names a term that is disposed or no scalar', async () => {
    const gone = tf.scalar(1);
    gone.dispose();
    await expect(readReport({ critic: { real: gone } })).rejects.toThrow(/Got a disposed tensor for real of critic/);
    await expect(readReport({ critic: { real: tf.zeros<tf.Rank.R0>([2]) } })).rejects.toThrow(/Got shape \[2\] for real of critic/);
  });
});

describe('checkLosses', () => {
  test('names network, term, step and images, and what to try', () => {
    const losses = { discriminator: { adversarial: 0.5 }, generator: { penalty: Infinity } };
    expect(() => checkLosses(losses, { step: 9, imagesSeen: 90 })).toThrow(
      /Got Infinity for term 'penalty' of 'generator' in step 10, after 90 images \(beside it: discriminator\/adversarial 0\.5\)\..*learning rate of 'generator'/,
    );
    expect(() => checkLosses({ a: { b: 0 } }, { step: 0, imagesSeen: 0 })).not.toThrow();
  });
});
