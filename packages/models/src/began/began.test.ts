import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ImageBatch, type Parts, randomStream, type StepContext, type StepReport } from '@ganblocks/core';
import { disposeReport } from '../testing/run';
import { began, type BeganSystem } from './began';
import { type BeganConfig, beganConfig } from './config';
import { beganDiscriminator } from './discriminator';
import { beganGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const TINY: Partial<BeganConfig> = { resolution: 14, imageChannels: 1, latentSize: 3, width: 2, seed: 1 };
const images = (seed = 2): Tensor4D => randomStream(seed).uniform([4, 14, 14, 1], { low: -1 }) as Tensor4D;

const contextOf = (step: number, own: Partial<StepContext<ImageBatch>> = {}): StepContext<ImageBatch> => ({
  next: () => Promise.resolve({ images: images(100 + step) }),
  ...{ random: randomStream(4).split(`round ${step}`), step, imagesSeen: 4 * step, phase: { name: 'train', progress: 0 } },
  ...own,
});

/** The numbers of a report, which is freed. */
function numbersOf(report: StepReport): Record<string, Record<string, number>> {
  const read = (terms: StepReport[string]) => Object.fromEntries(Object.entries(terms).map(([name, x]) => [name, x.dataSync()[0]!]));
  const numbers = Object.fromEntries(Object.entries(report).map(([group, terms]) => [group, read(terms)]));
  disposeReport(report);
  return numbers;
}
const meanEnergy = ({ networks }: BeganSystem, x: Tensor): number =>
  tf.tidy(() => -tf.mean(networks.discriminator.apply(x, { training: true })).dataSync()[0]!);
/** As the training loop divides a batch: each part begins with k and M as they were, and their mean stays. */
const partsOf = ({ state }: BeganSystem): Parts => ({
  ...{ rank: 0, size: 1, sum: (tensors) => tensors, during: (_, evaluate) => evaluate() },
  moving: Object.values(state.loss.tensors()) as Variable[],
});
const scalarOf = (system: BeganSystem, part: string, name: string): number => system.state[part]!.tensors()[name]!.dataSync()[0]!;

describe('topology', () => {
  const shapesOf = (model: LayersModel): string[] => {
    const shapes = model.layers
      .filter(({ name }) => !/elu|carry|reshape|flatten/.test(name))
      .map(({ name, outputShape }) => `${name} ${outputShape.slice(1).join('x')}`);
    model.dispose();
    return shapes;
  };

  test('of digits: 28, 14 and 7 pixels, channels in multiples of the width', () => {
    const config = { resolution: 28, imageChannels: 1, latentSize: 5, codeSize: 6, width: 4 };
    expect(shapesOf(beganGenerator(config))).toEqual([
      'input 5',
      'first 196',
      ...['level1/conv1 7x7x4', 'level1/conv2 7x7x4', 'level2/conv1 14x14x4', 'level2/conv2 14x14x4'],
      ...['level3/conv1 28x28x4', 'level3/conv2 28x28x4', 'image 28x28x1'],
    ]);
    expect(shapesOf(beganDiscriminator(config))).toEqual([
      'input 28x28x1',
      ...['encoder/stem 28x28x4', 'encoder/level1/conv1 28x28x4', 'encoder/level1/conv2 28x28x4', 'encoder/level1/half 14x14x4'],
      ...['encoder/level2/conv1 14x14x8', 'encoder/level2/conv2 14x14x8', 'encoder/level2/half 7x7x8'],
      ...['encoder/level3/conv1 7x7x12', 'encoder/level3/conv2 7x7x12', 'encoder/code 6'],
      'decoder/first 196',
      ...['decoder/level1/conv1 7x7x4', 'decoder/level1/conv2 7x7x4', 'decoder/level2/conv1 14x14x4', 'decoder/level2/conv2 14x14x4'],
      ...['decoder/level3/conv1 28x28x4', 'decoder/level3/conv2 28x28x4', 'decoder/image 28x28x1'],
    ]);
  });

  test("the paper's forms: a join at each level but the first, and an input for the carry", () => {
    const model = beganGenerator({ ...TINY, skip: true, carryRounds: 3 });
    expect(model.layers.filter(({ name }) => name.endsWith('join')).map(({ name }) => name)).toEqual(['level2/join']);
    expect(model.inputNames).toEqual(['input', 'carry']);
    model.dispose();
  });
});

describe('beganConfig', () => {
  test('fills in defaults: those of the code', () => {
    expect(beganConfig()).toMatchObject({ resolution: 64, baseSize: 8, latentSize: 64, codeSize: 64, width: 128, diversity: 0.5 });
    expect(beganConfig({ resolution: 56, latentSize: 9 })).toMatchObject({ baseSize: 7, codeSize: 9 });
    expect(beganConfig({ learningRate: 0.01 }).generatorLearningRate).toBe(0.01);
  });

  test.each([
    [{ resolution: 48 }, 'resolution must be baseSize times a power of 2, such as 32. Got 48, baseSize 8.'],
    [{ resolution: 4 }, 'Got 4, baseSize 8.'],
    [{ resolution: '64' }, 'resolution must be a '],
    [{ width: 0 }, 'width must be an integer >= 1. Got 0.'],
    [{ carryRounds: -1 }, 'carryRounds must be an integer >= 0. Got -1.'],
    [{ diversity: 0 }, 'diversity must lie in (0, 1]. Got 0. The paper has 0.3, 0.5 and 0.7.'],
    [{ diversity: NaN }, 'Got NaN.'],
    [{ leastRate: 1 }, 'leastRate must be in [0, 1). Got 1.'],
    [{ equilibriumStart: 2 }, 'equilibriumStart must lie in [0, 1]. Got 2.'],
    [{ gamma: 0.5 }, `'gamma' is no option.`],
  ])('refuses %j', (config, message) => {
    expect(() => beganConfig(config as Partial<BeganConfig>)).toThrow(message);
  });

  test('bad numbers of the parts are refused where it is built', () => {
    expect(() => began({ ...TINY, equilibriumRate: 0 })).toThrow('equilibrium: rate must be');
    expect(() => began({ ...TINY, beta1: 1 })).toThrow('beta1');
  });
});

describe('a round', () => {
  test('plays by energies: L_D = E(x) - k E(G(z)), and k and M follow from them', async () => {
    const system = began({ ...TINY, diversity: 0.6, equilibriumRate: 0.5 });
    const ofReals = meanEnergy(system, images(100));
    const first = numbersOf(await system.step(contextOf(0)));
    expect(Object.keys(first)).toEqual(['discriminator', 'generator', 'measures']);
    // k is 0 in the first update.
    expect(first['discriminator']?.['adversarial']).toBeCloseTo(ofReals, 5);
    const { convergence = NaN, k = NaN } = first['measures']!;
    const balance = k / 0.5;
    expect(k).toBeGreaterThan(0);
    expect(convergence).toBeCloseTo(ofReals + Math.abs(balance), 4);
    const ofFakes = 0.6 * ofReals - balance;
    expect(first['generator']?.['adversarial']).toBeCloseTo(ofFakes, 1);

    const second = meanEnergy(system, images(101));
    const report = numbersOf(await system.step(contextOf(1)));
    expect(report['discriminator']?.['adversarial']).toBeLessThan(second);
    expect(scalarOf(system, 'loss', 'k')).toBeCloseTo(report['measures']!['k']!, 6);
    system.dispose();
  });

  test('in micro-batches k and M are of the whole batch, but for the absolute value', async () => {
    const [whole, parts] = [began({ ...TINY, equilibriumRate: 0.1 }), began({ ...TINY, equilibriumRate: 0.1 })];
    const expected = numbersOf(await whole.step(contextOf(0)));
    const received = numbersOf(await parts.step(contextOf(0, { microBatchSize: 2, parts: () => partsOf(parts) })));
    for (const name of ['k', 'convergence']) expect(received['measures']![name]).toBeCloseTo(expected['measures']![name]!, 4);
    whole.dispose();
    parts.dispose();
  });

  test('the carry falls from 1 to 0 in so many rounds', async () => {
    const system = began({ ...TINY, carryRounds: 3 });
    const carries = [scalarOf(system, 'carry', 'carry')];
    for (let step = 0; step < 4; step++) {
      disposeReport(await system.step(contextOf(step)));
      carries.push(scalarOf(system, 'carry', 'carry'));
    }
    [1, 2 / 3, 1 / 3, 0, 0].forEach((value, i) => expect(carries[i]).toBeCloseTo(value, 6));
    system.dispose();
  });

  test('with all carried, a generator gives its first features as they are', () => {
    const all = began({ ...TINY, carryRounds: 4 });
    const before = all.sample(2, { random: randomStream(1) });
    const kernel = all.networks.generator.trainable.find(({ name }) => name === 'generator/level1/conv2/kernel')!;
    kernel.assign(tf.mul(kernel, 3));
    const after = all.sample(2, { random: randomStream(1) });
    expect(after.dataSync()).toEqual(before.dataSync());
    tf.dispose([before, after]);
    all.dispose();
  });

  test('halves both rates where M stalls, schedules untouched, down to the least', async () => {
    const system = began({ ...TINY, stallRounds: 1, leastRate: 0.4, learningRate: 1e-3 });
    const factors: number[] = [];
    // M of one batch whose weights stand still does not fall.
    for (let step = 0; step < 3; step++) {
      system.state.generator.learningRate = system.state.discriminator.learningRate = 0;
      factors.push(numbersOf(await system.step({ ...contextOf(0), step }))['measures']!['rateFactor']!);
    }
    expect(factors[0]).toBe(1);
    expect(factors[1]).toBe(0.5);
    expect(factors[2]).toBeCloseTo(0.4, 6);
    const weight = system.networks.generator.trainable[0]!;
    const moved = async (rate: number): Promise<number> => {
      const before = weight.dataSync().slice();
      system.state.generator.learningRate = rate;
      disposeReport(await system.step(contextOf(9)));
      expect(system.state.generator.learningRate).toBe(rate);
      return Math.max(...weight.dataSync().map((value, i) => Math.abs(value - before[i]!)));
    };
    expect(await moved(0)).toBe(0);
    expect(await moved(0.01)).toBeGreaterThan(0);
    system.dispose();
  });

  test('each network learns at its own rate', () => {
    const system = began({ ...TINY, learningRate: 0.02, generatorLearningRate: 0.01 });
    const { generator, discriminator } = system.state;
    expect([generator.learningRate, discriminator.learningRate]).toEqual([0.01, 0.02]);
    system.dispose();
  });

  test('refuses images of another size', async () => {
    const system = began(TINY);
    const next = () => Promise.resolve({ images: tf.zeros<tf.Rank.R4>([2, 16, 16, 1]) });
    await expect(system.step(contextOf(0, { next }))).rejects.toThrow('began: images must be [N, 14, 14, 1]. Got [2, 16, 16, 1].');
    system.dispose();
  });
});

describe('beside training', () => {
  test('reconstructs as the energy judges, in [-1, 1]', () => {
    const system = began(TINY);
    const before = tf.memory().numTensors;
    const x = images();
    const again = system.reconstruct(x);
    expect(again.shape).toEqual(x.shape);
    const distance = tf.tidy(() => tf.mean(tf.abs(tf.sub(x, again))).dataSync()[0]!);
    expect(distance).toBeCloseTo(meanEnergy(system, x), 5);
    const large = tf.tidy(() => system.reconstruct(tf.mul(x, 1000)).dataSync());
    expect(Math.max(...large.map(Math.abs))).toBe(1);
    tf.dispose([x, again]);
    expect(tf.memory().numTensors).toBe(before);
    system.dispose();
  });

  test('measures convergence of images that it is given', () => {
    const system = began({ ...TINY, diversity: 0.25 });
    const before = tf.memory().numTensors;
    const x = images();
    const measure = system.convergence(x, { random: randomStream(3) });
    const fakes = system.networks.generator.apply(system.latents.draw(4, randomStream(3)), { training: false });
    const [real, fake] = [meanEnergy(system, x), meanEnergy(system, fakes)];
    expect(measure.dataSync()[0]).toBeCloseTo(real + Math.abs(0.25 * real - fake), 5);
    tf.dispose([measure, x]);
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 2);
    tf.dispose(fakes);
    system.dispose();
  });

  test('samples and rendered latents are the same images, clipped', () => {
    const system = began(TINY);
    for (const weight of system.networks.generator.trainable) weight.assign(tf.tidy(() => tf.mul(weight, 4)));
    const random = () => randomStream(6);
    const [samples, rendered] = [
      system.sample(8, { random: random() }),
      system.latents.render(system.latents.draw(8, random()), { random: random() }),
    ];
    expect(rendered.dataSync()).toEqual(samples.dataSync());
    expect(Math.max(...samples.dataSync())).toBeLessThanOrEqual(1);
    tf.dispose([samples, rendered]);
    system.dispose();
  });
});
