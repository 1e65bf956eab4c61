import { expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { trainClassifier } from './classifier';

// Seen: 92 %. Kernels cannot be taken back: both in one test, in this order.
test('a plain program fails on wasm, and trains after one import', async () => {
  await tf.setBackend('wasm');
  const few = { train: 8_000, test: 1_000 };
  const tensors = tf.memory().numTensors;
  await expect(trainClassifier(few)).rejects.toThrow("Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'");
  const { ready } = await import('@ganblocks/backends/wasm');
  await ready;
  const lost = tf.memory().numTensors - tensors;
  expect(await trainClassifier(few)).toBeGreaterThan(0.85);
  expect(tf.memory().numTensors - tensors).toBeLessThanOrEqual(2 * lost);
});
