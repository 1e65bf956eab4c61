import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { disposeReport, runStep } from '../testing/run';
import { type WganGpConfig, wganGpConfig } from './config';
import { wganGpCritic } from './critic';
import { wganGpGenerator } from './generator';
import { wganGp } from './wganGp';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The shapes that the layers of weights make. */
function outputsOf(model: LayersModel): string[] {
  const shapes = model.layers.filter(({ name }) => !name.includes('/')).map(({ outputShape }) => outputShape.slice(1).join('x'));
  model.dispose();
  return shapes;
}
const classesOf = (model: LayersModel): Set<string> => {
  const names = new Set(model.layers.map((layer) => layer.getClassName()));
  model.dispose();
  return names;
};

describe('topology', () => {
  test.each<[Partial<WganGpConfig>, string[], string[]]>([
    [{ networks: 'mlp', width: 5 }, ['2', '5', '5', '5', '2'], ['1x1x2', '5', '5', '5', '1']],
    [{ width: 2 }, ['128', '128', '7x7x4', '14x14x2', '28x28x1'], ['28x28x1', '14x14x2', '7x7x4', '4x4x8', '1']],
    [
      { resolution: 32, width: 2, hiddenUnits: 6, imageChannels: 3 },
      ['128', '6', '128', '8x8x4', '16x16x2', '32x32x3'],
      ['32x32x3', '16x16x2', '8x8x4', '4x4x8', '6', '1'],
    ],
    [{ width: 2, kernelSize: 4 }, ['128', '128', '7x7x4', '14x14x2', '28x28x1'], ['28x28x1', '14x14x2', '7x7x4', '3x3x8', '1']],
    [{ width: 2, kernelSize: 3 }, ['128', '128', '7x7x4', '14x14x2', '28x28x1'], ['28x28x1', '14x14x2', '7x7x4', '4x4x8', '1']],
    [{ resolution: 12, width: 2 }, ['128', '32', '3x3x4', '6x6x2', '12x12x1'], ['12x12x1', '6x6x2', '3x3x4', '2x2x8', '1']],
  ])('of %j', (config, generator, critic) => {
    expect(outputsOf(wganGpGenerator(config))).toEqual(generator);
    expect(outputsOf(wganGpCritic(config))).toEqual(critic);
  });

  test('residual blocks: three up; two down and two that stay', () => {
    const additions = (model: LayersModel): string[] => {
      const shapes = model.layers.filter(({ name }) => name.endsWith('/sum')).map(({ outputShape }) => outputShape.slice(1).join('x'));
      model.dispose();
      return shapes;
    };
    const config = { networks: 'resnet', width: 2 } as const;
    expect(additions(wganGpGenerator(config))).toEqual(['8x8x2', '16x16x2', '32x32x2']);
    expect(additions(wganGpCritic(config))).toEqual(['16x16x2', '8x8x2', '8x8x2', '8x8x2']);
  });

  test.each(['mlp', 'dcgan', 'resnet'] as const)('%s: norm where it is asked for, in no critic', (networks) => {
    const config = { networks, width: 2, generatorNorm: true };
    expect(classesOf(wganGpGenerator(config)).has('GanBatchNorm')).toBe(true);
    expect(classesOf(wganGpGenerator({ ...config, generatorNorm: false })).has('GanBatchNorm')).toBe(false);
    expect([...classesOf(wganGpCritic(config))].filter((name) => /norm/i.test(name))).toEqual([]);
  });
});

describe('wganGpConfig', () => {
  test("has the authors' numbers for each form", () => {
    expect(wganGpConfig({ networks: 'mlp' })).toMatchObject({ width: 512, penaltyWeight: 0.1, learningRate: 1e-4, beta1: 0.5, beta2: 0.9 });
    expect(wganGpConfig()).toMatchObject({ networks: 'dcgan', width: 64, penaltyWeight: 10, criticSteps: 5, generatorNorm: false });
    expect(wganGpConfig({ networks: 'resnet' })).toMatchObject({ width: 128, learningRate: 2e-4, beta1: 0, generatorBatches: 2 });
  });

  test.each([
    [{ networks: 'unet' }, `networks must be 'mlp' or 'dcgan' or 'resnet'. Got "unet".`],
    [{ resolution: 30 }, "resolution must be 8, 12, 16, … for networks 'dcgan'. Got 30."],
    [{ networks: 'resnet', resolution: 28 }, "resolution must be 8, 16, 32, … for networks 'resnet'. Got 28."],
    [{ networks: 'mlp', hiddenUnits: 4 }, "hiddenUnits must be 0 for networks 'mlp'. Got 4."],
    [{ penaltyWeight: -1 }, 'penaltyWeight must be a finite number >= 0. Got -1.'],
    [{ criticSteps: 0 }, 'criticSteps must be an integer >= 1. Got 0.'],
    [{ lambda: 10 }, "'lambda' is no option."],
    [null, 'the configuration must be an object.'],
  ])('refuses %j', (config, message) => {
    expect(() => wganGpConfig(config as Partial<WganGpConfig>)).toThrow(message);
  });
});

describe('wganGp', () => {
  const points = { networks: 'mlp', width: 4, seed: 1 } as const;

  test('a round draws a batch for each update of the critic, and reports the penalty', async () => {
    const system = wganGp({ ...points, criticSteps: 3 });
    let drawn = 0;
    const batch = (seed: number): { images: Tensor4D } => {
      drawn += 1;
      return { images: randomStream(seed).normal([4, 1, 1, 2]) as Tensor4D };
    };
    const report = await runStep(system, batch, 0);
    expect(drawn).toBe(3);
    expect([system.state.discriminator.toJson()['step'], system.state.generator.toJson()['step']]).toEqual([3, 1]);
    expect(Object.keys(report['discriminator'] ?? {})).toEqual(['adversarial', 'gradientPenalty']);
    disposeReport(report);
    system.dispose();
  });

  test('points are samples without bounds, images of one pixel', () => {
    const system = wganGp(points);
    expect(system.sample(5, { random: randomStream(1) }).shape).toEqual([5, 1, 1, 2]);
    system.dispose();
  });

  test('the generator learns from as many batches as it is told', async () => {
    const system = wganGp({ ...points, criticSteps: 1, generatorBatches: 3 });
    const seen: number[] = [];
    const { apply } = system.networks.discriminator;
    Object.assign(system.networks.discriminator, {
      apply: (...[images, call]: Parameters<typeof apply>) => {
        seen.push(images.shape[0]);
        return apply(images, call);
      },
    });
    disposeReport(await runStep(system, (seed) => ({ images: randomStream(seed).normal([4, 1, 1, 2]) as Tensor4D }), 0));
    expect(seen.at(-1)).toBe(12);
    system.dispose();
  });
});
