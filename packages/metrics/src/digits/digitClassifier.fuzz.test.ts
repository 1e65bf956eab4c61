import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import { randomStream } from '@ganblocks/core';
import { fuzzReader, mutateSafetensors } from '@ganblocks/core/testing';
import * as tf from '@tensorflow/tfjs-core';
import { syntheticWeights } from '../../tests/syntheticWeights';
import { digitClassifier } from './digitClassifier';

const FILES = 200;

beforeAll(async () => {
  await tf.setBackend('wasm');
});

describe('digitClassifier', () => {
  test(`loads or refuses each of ${FILES} damaged files, and leaves nothing behind`, () => {
    const weights = syntheticWeights();
    const files = Array.from({ length: FILES }, (_, number) => number);
    const before = tf.memory().numTensors;
    const { accepted, refused } = fuzzReader(
      (function* () {
        for (const number of files) yield mutateSafetensors(weights, randomStream(15).split(`file ${number}`));
      })(),
      {
        read: digitClassifier,
        verify({ value }) {
          value?.dispose();
          expect(tf.memory().numTensors).toBe(before);
        },
      },
    );
    expect(accepted + refused).toBe(FILES);
    expect(Math.min(accepted, refused)).toBeGreaterThan(0);
  });
});
