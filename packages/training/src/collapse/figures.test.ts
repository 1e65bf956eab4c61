import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { toyData } from '../../tests/toyData';
import { disposeToy, toySystem } from '../../tests/toySystem';
import { learner } from '../../tests/learner';
import { train } from '../train';
import { discriminatorAccuracy, sampleDiversity, topSingularValue } from './figures';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

test('are figures of evaluate, and leave no tensor', async () => {
  const before = tf.memory().numTensors;
  const system = toySystem();
  const { best } = await train(system, toyData(), {
    images: 8,
    batchSize: 4,
    evaluate: {
      every: 4,
      figures: {
        diversity: sampleDiversity({ samples: 16 }),
        relative: sampleDiversity({ samples: 16, data: toyData() }),
        accuracy: discriminatorAccuracy({ samples: 16, data: toyData() }),
      },
    },
  });
  disposeToy(system);
  expect(tf.memory().numTensors).toBe(before);
  const [diversity, relative, accuracy] = ['diversity', 'relative', 'accuracy'].map((name) => best[name]!.value) as [
    number,
    number,
    number,
  ];
  // Noise of a tenth of the data's deviation.
  expect(diversity).toBeCloseTo(0.14, 1);
  expect(relative).toBeGreaterThan(0.05);
  expect(relative).toBeLessThan(0.3);
  expect(accuracy).toBeGreaterThanOrEqual(0);
  expect(accuracy).toBeLessThanOrEqual(1);
});

test('tell what is missing', async () => {
  const run = (figures: NonNullable<Parameters<typeof train>[2]['evaluate']>['figures']): Promise<unknown> => {
    const system = learner();
    return train(system, toyData(), { images: 4, batchSize: 4, evaluate: { every: 4, figures } }).finally(() => system.dispose());
  };
  await expect(run({ a: discriminatorAccuracy({ data: toyData() }) })).rejects.toThrow(
    "discriminatorAccuracy: 'learner' has no network 'discriminator'. Pass 'score'.",
  );
  await expect(run({ a: topSingularValue({ network: 'critic' }) })).rejects.toThrow(
    "topSingularValue: 'learner' must have the network 'critic'. Choose from generator.",
  );
  await expect(run({ a: topSingularValue() })).rejects.toThrow("'generator' must have a trained kernel of two axes or more. Got none.");
});

test('the top singular value is that of the largest kernel', async () => {
  const kernels = [2, 5].map((scale) => tf.variable(tf.mul(tf.eye(3), scale)));
  const network = { name: 'generator', trainable: kernels, statistics: [], apply: () => tf.scalar(0) };
  const { measure, better } = topSingularValue();
  expect(better).toBe('lower');
  expect(await measure({ system: { name: 'two', networks: { generator: network } } } as never)).toBeCloseTo(5, 4);
});
