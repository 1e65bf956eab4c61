import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { flatLosses, readReport } from './lossReport';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

describe('readReport', () => {
  test('reads terms by group and disposes them', async () => {
    const before = tf.memory().numTensors;
    const { losses } = await readReport({ critic: { a: tf.scalar(1.5), b: tf.scalar(-2) }, generator: { a: tf.scalar(3) }, path: {} });
    expect(losses).toEqual({ critic: { a: 1.5, b: -2 }, generator: { a: 3 } });
    expect([...flatLosses(losses)]).toEqual([
      ['critic/a', 1.5],
      ['critic/b', -2],
      ['generator/a', 3],
    ]);
    expect(await readReport({})).toEqual({ losses: {}, norms: [] });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('takes one term under two names', async () => {
    const term = tf.scalar(2);
    expect((await readReport({ a: { x: term }, b: { y: term } })).losses).toEqual({ a: { x: 2 }, b: { y: 2 } });
  });

  test('reads the norms of gradients with them', async () => {
    const before = tf.memory().numTensors;
    const norms = [
      { key: 'critic', norm: tf.scalar(3) },
      { key: 'critic', norm: tf.scalar(4) },
    ];
    const { losses, norms: read } = await readReport({ critic: { a: tf.scalar(1) } }, norms);
    expect(losses).toEqual({ critic: { a: 1 } });
    expect(read).toEqual([
      { key: 'critic', norm: 3 },
      { key: 'critic', norm: 4 },
    ]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('names a term that is disposed or no scalar', async () => {
    const gone = tf.scalar(1);
    gone.dispose();
    await expect(readReport({ critic: { real: gone } })).rejects.toThrow(/Got a disposed tensor for real of critic/);
    await expect(readReport({ critic: { real: tf.zeros<tf.Rank.R0>([2]) } })).rejects.toThrow(/Got shape \[2\] for real of critic/);
  });
});
