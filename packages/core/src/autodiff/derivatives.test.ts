import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { checkDerivatives, derivativeCases } from '../testing/index';

// Step 0.04 along unit directions, weights upstream of the op; a lost path is off by 0.05 and more.
const TOLERANCE = 5e-3;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('derivatives on the cpu backend, without tfjs-layers', () => {
  test.each(derivativeCases)('$name, order $order', async ({ f, inputs, order }) => {
    const before = tf.memory().numTensors;
    const drawn = inputs();
    const checks = await checkDerivatives({ f, inputs: drawn, order });
    tf.dispose(drawn);
    expect(checks.filter(({ error }) => !(error < TOLERANCE))).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
