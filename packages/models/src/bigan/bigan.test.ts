import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ImageBatch, randomStream, type StepContext } from '@ganblocks/core';
import { disposeReport } from '../testing/run';
import { bigan, type BiganSystem } from './bigan';
import type { BiganConfig } from './config';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<BiganConfig> = {
  ...{ resolution: 4, latentSize: 3, generatorUnits: [6, 5], encoderUnits: [6, 5], discriminatorUnits: [6, 5] },
  ...{ learningRate: 0.01, seed: 3 },
};
const images = (seed: number, count = 8): Tensor4D => randomStream(seed).uniform([count, 4, 4, 1], { low: -1 }) as Tensor4D;
const contextOf = (seed = 1): StepContext<ImageBatch> & { drawn: number } => {
  const context = {
    drawn: 0,
    next: () => ((context.drawn += 1), Promise.resolve({ images: images(seed) })),
    random: randomStream(seed),
    step: 0,
    imagesSeen: 0,
    phase: { name: 'train', progress: 0 },
  };
  return context;
};
const rounds = async (system: BiganSystem, count: number): Promise<void> => {
  for (let round = 1; round <= count; round++) disposeReport(await system.step(contextOf(round)));
};
const valuesOf = (variables: readonly Tensor[]): number[] => variables.flatMap((x) => [...x.dataSync()]);
const expectClose = (got: readonly number[], expected: readonly number[], digits = 5): void => {
  expect(got).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(got[i]).toBeCloseTo(value, digits));
};

describe('a round', () => {
  test('draws one batch, updates each optimizer once, and begins at ln 2', async () => {
    const system = bigan(tiny);
    const context = contextOf();
    const report = await system.step(context);
    expect(context.drawn).toBe(1);
    expect(Object.values(system.state).map((part) => part.toJson()['step'])).toEqual([1, 1]);
    expect(Object.keys(report)).toEqual(['discriminator', 'generatorEncoder']);
    for (const terms of Object.values(report)) expect(terms['adversarial']?.dataSync()[0]).toBeCloseTo(Math.LN2, 5);
    disposeReport(report);
    system.dispose();
  });

  test('takes both gradients at the weights of before, with the labels the other way round', async () => {
    const system = bigan({ ...tiny, beta1: 0, weightDecay: 0, decayEpochs: 0 });
    await rounds(system, 2);
    const { generator, encoder, discriminator } = system.networks;
    const { images: real } = await contextOf(9).next();
    const latents = randomStream(9).uniform([8, 3], { low: -1, high: 1 });
    const call = { training: true, updateStatistics: false };
    const logits = (): [ofReals: Tensor, ofFakes: Tensor] => {
      const code = tf.tanh(tf.mul(encoder.apply(real, call)[0]!, 0.5));
      return [discriminator.apply([real, code], call), discriminator.apply([generator.apply(latents, call), latents], call)];
    };
    const halfEntropy = (positive: Tensor, negative: Tensor): tf.Scalar =>
      tf.mul<tf.Scalar>(tf.add(tf.mean(tf.softplus(tf.neg(positive))), tf.mean(tf.softplus(negative))), 0.5);
    const ofDiscriminator = tf.variableGrads(() => halfEntropy(...logits()), [...discriminator.trainable]).grads;
    const learners = [...generator.trainable, ...encoder.trainable];
    const ofLearners = tf.variableGrads(() => {
      const [ofReals, ofFakes] = logits();
      return halfEntropy(ofFakes, ofReals);
    }, learners).grads;

    const random = { ...randomStream(9), uniform: () => tf.clone(latents) };
    disposeReport(await system.step({ ...contextOf(9), random }));
    // With beta1 0 the first moments are the gradients.
    for (const [state, grads] of [
      [system.state.discriminator, ofDiscriminator],
      [system.state.generatorEncoder, ofLearners],
    ] as const) {
      const moments = state.tensors();
      for (const { name } of state.variables) {
        const [got, expected] = [moments[`${name}/firstMoment`]!, grads[name]!].map((x) => [...x.dataSync()]);
        expectClose(got!, expected!, 6);
      }
    }
    system.dispose();
  });

  test('augments what the discriminator sees, and no one else', async () => {
    const seen: number[] = [];
    const augment = (x: Tensor4D): Tensor4D => (seen.push(x.shape[0]), tf.mul(x, 0.5));
    const system = bigan(tiny);
    disposeReport(await system.step({ ...contextOf(), augment }));
    expect(seen).toEqual([8, 8, 8, 8]);
    system.dispose();
  });

  test('learns from parts of a batch, and frees all but the terms', async () => {
    const system = bigan(tiny);
    await rounds(system, 1);
    const batch = images(4);
    const before = tf.memory().numTensors;
    disposeReport(await system.step({ ...contextOf(4), next: () => Promise.resolve({ images: batch }), microBatchSize: 3 }));
    expect(tf.memory().numTensors).toBe(before);
    system.dispose();
  });
});

describe('the latent regressors', () => {
  test.each(['latentRegressor', 'jointLatentRegressor'] as const)('%s: the terms, and who learns from which', async (mode) => {
    const system = bigan({ ...tiny, mode, beta1: 0, weightDecay: 0 });
    const report = await system.step(contextOf());
    const [adversarial, regression] = ['adversarial', 'regression'].map((name) => report['generatorEncoder']?.[name]?.dataSync()[0]);
    expect(adversarial).toBeCloseTo(Math.LN2, 5);
    expect(regression).toBeCloseTo(Math.LN2 * (mode === 'latentRegressor' ? 1 : 0.25), 5);
    disposeReport(report);
    // The second round: the encoder's numbers are no longer 0, the discriminator's either.
    await rounds(system, 1);
    const { generator, encoder } = system.networks;
    const before = valuesOf(generator.trainable);
    system.networks.discriminator.trainable.forEach((x) => x.assign(tf.zerosLike(x)));
    await rounds(system, 1);
    const moved = valuesOf(
      Object.entries(system.state.generatorEncoder.tensors()).flatMap(([name, x]) => (/^generator.*first/.test(name) ? [x] : [])),
    );
    expect(before).toHaveLength(moved.length);
    // No gradient reaches the generator through this discriminator; the regression's does where the two learn jointly.
    expect(moved.some((value) => value !== 0)).toBe(mode === 'jointLatentRegressor');
    expect(valuesOf(encoder.statistics).some((value) => value !== 0 && value !== 1)).toBe(true);
    system.dispose();
  });

  test('the sum of the regression is its mean times the size', async () => {
    const valueOf = async (normalizeRegression: boolean): Promise<number> => {
      const system = bigan({ ...tiny, mode: 'latentRegressor', normalizeRegression });
      const report = await system.step(contextOf());
      const value = report['generatorEncoder']?.['regression']?.dataSync()[0] ?? NaN;
      disposeReport(report);
      system.dispose();
      return value;
    };
    expect(await valueOf(false)).toBeCloseTo(3 * (await valueOf(true)), 5);
  });
});

describe('bigan', () => {
  test('features, codes, reconstructions and latents fit together', async () => {
    const system = bigan(tiny);
    await rounds(system, 2);
    const x = images(5);
    const before = tf.memory().numTensors;
    const [features, codes, again] = [system.features(x), system.encode(x), system.reconstruct(x)];
    expect(tf.memory().numTensors).toBe(before + 3);
    expect([features.shape, codes.shape, again.shape]).toEqual([
      [8, 5],
      [8, 3],
      [8, 4, 4, 1],
    ]);
    const random = randomStream(1);
    expectClose(valuesOf([system.latents.render(codes, { random })]), valuesOf([again]));
    const drawn = valuesOf([system.latents.draw(200, random)]);
    expect(Math.min(...drawn)).toBeLessThan(-0.9);
    expect(drawn.every((value) => value >= -1 && value < 1)).toBe(true);
    expect(valuesOf([codes]).every((value) => Math.abs(value) < 1)).toBe(true);
    const kernel = system.networks.encoder.trainable.find(({ name }) => name === 'encoder/code/kernel')!;
    expectClose(valuesOf([tf.tanh(tf.mul(tf.matMul(features, kernel as Tensor as tf.Tensor2D), 0.5))]), valuesOf([codes]));
    system.dispose();
  });

  test('teaches', async () => {
    const system = bigan(tiny);
    const wide = tf.zeros<tf.Rank.R4>([2, 4, 4, 3]);
    const message = 'bigan: images must be [N, 4, 4, 1]. Got [2, 4, 4, 3].';
    await expect(system.step({ ...contextOf(), next: () => Promise.resolve({ images: wide }) })).rejects.toThrow(message);
    for (const use of [system.features, system.encode, system.reconstruct]) expect(() => use(wide)).toThrow(message);
    expect(() => system.sample(0, { random: randomStream(1) })).toThrow('the number of samples must be an integer >= 1. Got 0.');
    system.dispose();
  });
});
