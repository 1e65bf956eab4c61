import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { checkDerivatives, derivativeCasesFor } from '@ganblocks/core/testing';
import { useBackend } from './useBackend';

// Step 0.04 along unit directions, weights upstream of the op; a lost path is off by 0.05 and more.
const TOLERANCE = 5e-3;

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

describe('derivatives on wasm, without tfjs-layers', () => {
  test.each(derivativeCasesFor('wasm'))('$name, order $order', async ({ f, inputs, order }) => {
    const drawn = inputs();
    const checks = await checkDerivatives({ f, inputs: drawn, order });
    tf.dispose(drawn);
    expect(checks.filter(({ error }) => !(error < TOLERANCE))).toEqual([]);
  });
});
