import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { normalizedGan, type Trouble } from '../../tests/replicas/normalizedGan';
import { toyData } from '../../tests/toyData';
import type { Losses } from '../observer';
import { train } from '../train';
import type { Collective } from './collective';

beforeAll(() => tf.setBackend('wasm'));

/** Two ranks of which the second is taken to bring what the first does. */
const twins = (differ: (values: Float32Array) => void = () => undefined): Collective => ({
  ...{ rank: 0, size: 2, broadcast: async (bytes = new Uint8Array()) => bytes, close: async () => undefined },
  allReduce(values) {
    values.forEach((value, i) => (values[i] = value + value));
    differ(values);
  },
});
const alone: Collective = { ...twins(), size: 1, allReduce: () => undefined };

async function lossesOf(options: { collective?: Collective; microBatchSize?: number }, trouble?: Trouble): Promise<Losses[]> {
  const system = normalizedGan({ trouble, here: false });
  const losses: Losses[] = [];
  try {
    const observers = [{ step: ({ losses: now }: { losses: Losses }) => void losses.push(now) }];
    await train(system, toyData(), { images: 32, batchSize: 8, resolution: 8, ...options, observers });
    return losses;
  } finally {
    system.dispose();
  }
}

describe('a collective', () => {
  test('of one rank changes nothing', async () => {
    expect(await lossesOf({ collective: alone })).toEqual(await lossesOf({}));
    expect(await lossesOf({ collective: alone, microBatchSize: 2 })).toEqual(await lossesOf({ microBatchSize: 2 }));
  });

  test('divides nothing where a step has no updates over batches, which is told', async () => {
    const before = tf.memory().numTensors;
    await expect(lossesOf({ collective: twins() }, 'undivided')).rejects.toThrow("Got none that it could divide in a step of 'normalized'");
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses state that keeps account of what it is shown', async () => {
    const before = tf.memory().numTensors;
    await expect(lossesOf({ collective: twins() }, 'accounts')).rejects.toThrow(
      "Got 'logits' of 'normalized', which does. Leave replicas out",
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(await lossesOf({ microBatchSize: 4 }, 'accounts')).toHaveLength(4);
  });

  test('stops where weights have come apart', async () => {
    const apart = twins((values) => (values.length < 30 ? void (values[1]! += 1) : undefined));
    await expect(lossesOf({ collective: apart })).rejects.toThrow(/Got different ones for generator\/\S+ after step 1\. What a step/);
  });
});
