import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LabelledBatch, randomStream } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { disposeReport, runStep } from '../testing/run';
import { type ConditionalWganGpConfig, conditionalWganGpConfig } from './conditionalConfig';
import { conditionalWganGp } from './conditionalWganGp';
import { wganGpConfig } from './config';
import { criticOf } from './critic';
import { generatorOf } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<ConditionalWganGpConfig> = {
  resolution: 8,
  imageChannels: 1,
  latentSize: 2,
  width: 2,
  classes: 3,
  criticSteps: 1,
  seed: 1,
};
const batch = (seed: number): LabelledBatch => ({
  images: randomStream(seed).uniform([4, 8, 8, 1], { low: -1 }) as Tensor4D,
  labels: randomStream(seed).split('labels').integers(4, 3),
});

test('classes add scales and offsets to six norms, and a row of the last layer each', () => {
  const settings = wganGpConfig({ networks: 'resnet' });
  const countOf = (classes: number): number[] =>
    [generatorOf(settings, classes), criticOf(settings, 1 + classes)].map((model) => {
      const { trainable, dispose } = network(model);
      dispose();
      return trainable.reduce((sum, { size }) => sum + size, 0);
    });
  const [plain, classified] = [countOf(0), countOf(10)];
  expect(plain).toEqual([1_204_483, 1_053_825]);
  expect(classified.map((count, i) => count - plain[i]!)).toEqual([6 * 2 * 9 * 128, 1290]);
});

describe('conditionalWganGp', () => {
  test('reports the classes beside the score and the penalty', async () => {
    const system = conditionalWganGp(tiny);
    const report = await runStep(system, batch, 0);
    expect(Object.keys(report['discriminator']!)).toEqual(['adversarial', 'classes', 'gradientPenalty']);
    expect(report['discriminator']!['classes']!.dataSync()[0]).toBeGreaterThan(0);
    disposeReport(report);
    system.dispose();
  });

  test('the penalty is of the score: the same with classes and without', async () => {
    const penaltyAt = async (weight: number): Promise<number> => {
      const system = conditionalWganGp({ ...tiny, criticClassWeight: weight });
      const report = await runStep(system, batch, 0);
      const penalty = report['discriminator']!['gradientPenalty']!.dataSync()[0]!;
      disposeReport(report);
      system.dispose();
      return penalty;
    };
    expect(await penaltyAt(7)).toBeCloseTo(await penaltyAt(0), 6);
  });

  test('samples the classes that it is asked for', () => {
    const system = conditionalWganGp(tiny);
    const draw = (labels: number[]): Tensor => system.sample({ labels }, { random: randomStream(1) });
    expect(draw([2, 2, 0]).shape).toEqual([3, 8, 8, 1]);
    expect(system.sample(4, { random: randomStream(1) }).shape).toEqual([4, 8, 8, 1]);
    expect(() => draw([3])).toThrow('sample: labels must be whole numbers from 0 to 2');
    system.dispose();
  });

  test.each([
    [{ networks: 'dcgan' }, "networks must be 'resnet', as in the authors' code. Got 'dcgan'."],
    [{ classes: 0 }, 'conditional-wgan-gp: classes must be an integer >= 1. Got 0.'],
    [{ generatorClassWeight: -1 }, 'generatorClassWeight must be a finite number >= 0. Got -1.'],
    [{ resolution: 20 }, 'conditional-wgan-gp: resolution must be 8, 16, 32'],
    [{ lambda: 1 }, "'lambda' is no option."],
  ])('refuses %j', (config, message) => {
    expect(() => conditionalWganGpConfig(config as Partial<ConditionalWganGpConfig>)).toThrow(message);
  });
});
