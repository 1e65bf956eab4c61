import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ImageBatch, randomStream, type SemiSupervisedBatch, type StepContext, type StepReport } from '@ganblocks/core';
import { systemContract } from '../testing/index';
import { disposeReport } from '../testing/run';
import { type SganConfig, sganConfig } from './config';
import { sgan, type SganSystem } from './sgan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const TINY: Partial<SganConfig> = {
  resolution: 4,
  latentSize: 3,
  classes: 2,
  generatorUnits: [5],
  classifierUnits: [6, 5],
  initialImages: 10,
};
const FORMS: readonly (readonly [string, Partial<SganConfig>])[] = [
  ['dense', TINY],
  [
    'convolution',
    {
      networks: 'convolution',
      resolution: 16,
      imageChannels: 1,
      latentSize: 3,
      classes: 3,
      generatorWidth: 2,
      classifierWidths: [2, 3],
      initialImages: 10,
    },
  ],
  [
    'fakeClass',
    { form: 'fakeClass', networks: 'dcgan', resolution: 16, latentSize: 3, classes: 3, generatorWidth: 2, classifierWidths: [2, 3] },
  ],
  ['nonSaturating', { ...TINY, form: 'fakeClass', generatorLoss: 'nonSaturating' }],
];

function batchOf(config: Partial<SganConfig>, seed: number): SemiSupervisedBatch {
  const { resolution, imageChannels, classes } = sganConfig(config);
  const random = randomStream(seed);
  const images = (name: string): Tensor4D =>
    random.split(name).uniform([5, resolution, resolution, imageChannels], { low: -1 }) as Tensor4D;
  return { images: images('unlabelled'), labelled: { images: images('labelled'), labels: random.integers(5, classes) } };
}

type Noted = StepContext<SemiSupervisedBatch> & { readonly drawn: SemiSupervisedBatch[] };

function contextOf(config: Partial<SganConfig>, step = 0): Noted {
  const drawn: SemiSupervisedBatch[] = [];
  const next = (): Promise<SemiSupervisedBatch> => Promise.resolve(drawn[drawn.push(batchOf(config, 100 * step + drawn.length)) - 1]!);
  return { drawn, next, random: randomStream(4).split(`${step}`), step, imagesSeen: 0, phase: { name: 'train', progress: 0 } };
}

const namesOf = (report: StepReport): Record<string, string[]> =>
  Object.fromEntries(Object.entries(report).map(([group, terms]) => [group, Object.keys(terms)]));
const valuesOf = (system: SganSystem, name: 'generator' | 'classifier'): number[][] =>
  [...system.networks[name].trainable, ...system.networks[name].statistics].map((x) => [...x.dataSync()]);

for (const [name, config] of FORMS) {
  const { resolution, imageChannels } = sganConfig(config);
  const options = { create: sgan, config, batch: (seed: number) => batchOf(config, seed) };
  const contract = systemContract(name, { ...options, sampleShape: [resolution, resolution, imageChannels] });
  describe(name, () => {
    for (const { name: promise, run } of contract) test(promise, run);
  });
}

describe('a round', () => {
  test('draws a batch for the classifier and one for the generator, and in the first round as many as the initialization asks for', async () => {
    const system = sgan(TINY);
    const [first, second] = [contextOf(TINY), contextOf(TINY, 1)];
    const report = await system.step(first);
    expect(namesOf(report)).toEqual({ classifier: ['labelled', 'unlabelled'], generator: ['adversarial'] });
    disposeReport(report);
    expect(system.state.initialization.toJson()).toEqual({ done: true });
    disposeReport(await system.step(second));
    expect([first.drawn.length, second.drawn.length]).toEqual([3, 2]);
    system.dispose();
  });

  test('updates the generator as often as it is told to, each time with other reals', async () => {
    const config = { ...TINY, initialImages: 0, generatorSteps: 3 };
    const [system, context] = [sgan(config), contextOf(config)];
    disposeReport(await system.step(context));
    expect(context.drawn).toHaveLength(4);
    expect([system.state.classifier, system.state.generator].map((part) => part.toJson()['step'])).toEqual([1, 3]);
    system.dispose();
  });

  test('against a class of fakes the generator needs no reals', async () => {
    const config: Partial<SganConfig> = { ...TINY, form: 'fakeClass', initialImages: 0 };
    const [system, context] = [sgan(config), contextOf(config)];
    disposeReport(await system.step(context));
    expect(context.drawn).toHaveLength(1);
    system.dispose();
  });

  test('initializes once: a system that is restored does not do it again', async () => {
    const system = sgan({ ...TINY, learningRate: 0, unlabelledWeight: 0 });
    const before = valuesOf(system, 'classifier');
    disposeReport(await system.step(contextOf(TINY)));
    const fitted = valuesOf(system, 'classifier');
    expect(fitted).not.toEqual(before);
    disposeReport(await system.step(contextOf(TINY, 1)));
    expect(valuesOf(system, 'classifier')).toEqual(fitted);
    const again = sgan({ ...TINY, learningRate: 0 });
    again.state.initialization.restore({}, system.state.initialization.toJson());
    disposeReport(await again.step(contextOf(TINY, 1)));
    expect(valuesOf(again, 'classifier')).toEqual(before);
    expect(() => again.state.initialization.restore({}, {})).toThrow('sgan: the state of its initialization must be');
    system.dispose();
    again.dispose();
  });

  test('by labelled images alone, where the others weigh nothing', async () => {
    const config: Partial<SganConfig> = { ...TINY, unlabelledWeight: 0 };
    const [system, context] = [sgan(config), contextOf(config)];
    const generator = valuesOf(system, 'generator');
    // Nothing that comes without labels matters.
    const other = sgan(config);
    const odd = contextOf(config);
    const next = async (): Promise<SemiSupervisedBatch> => ({ ...(await odd.next()), images: tf.ones([5, 4, 4, 1]) });
    const report = await system.step(context);
    expect(namesOf(report)).toEqual({ classifier: ['labelled'] });
    disposeReport(report);
    disposeReport(await other.step({ ...odd, next }));
    expect(context.drawn).toHaveLength(1);
    expect(valuesOf(system, 'generator')).toEqual(generator);
    expect(valuesOf(other, 'classifier')).toEqual(valuesOf(system, 'classifier'));
    system.dispose();
    other.dispose();
  });

  test('in micro-batches is the round of the whole batch', async () => {
    // Noise is drawn by part, and batch norm looks at one: there is none here.
    const config: Partial<SganConfig> = { ...TINY, inputNoise: 0, hiddenNoise: 0, unlabelledWeight: 0 };
    const [whole, parts] = [sgan(config), sgan(config)];
    disposeReport(await whole.step(contextOf(config)));
    disposeReport(await parts.step({ ...contextOf(config), microBatchSize: 2 }));
    const expected = valuesOf(whole, 'classifier').flat();
    valuesOf(parts, 'classifier')
      .flat()
      .forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 3));
    whole.dispose();
    parts.dispose();
  });

  test('augments all that the classifier sees', async () => {
    const seen: number[] = [];
    const augment = (x: Tensor4D): Tensor4D => (seen.push(x.shape[0]), x);
    const config = { ...TINY, initialImages: 0 };
    const system = sgan(config);
    disposeReport(await system.step({ ...contextOf(config), augment }));
    expect(seen).toEqual([5, 5, 5, 5, 5]);
    system.dispose();
  });

  test('teaches', async () => {
    const system = sgan(TINY);
    const { images, labelled } = batchOf(TINY, 1);
    const step = (batch: ImageBatch) => system.step({ ...contextOf(TINY), next: () => Promise.resolve(batch as SemiSupervisedBatch) });
    await expect(step({ images })).rejects.toThrow('sgan: batches must have labelled images beside the others. Got none.');
    await expect(step({ images: tf.zeros([5, 8, 8, 1]) })).rejects.toThrow('sgan: images must be [N, 4, 4, 1]. Got [5, 8, 8, 1].');
    const odd = { images, labelled: { ...labelled, images: tf.zeros<tf.Rank.R4>([5, 4, 4, 3]) } };
    await expect(step(odd as ImageBatch)).rejects.toThrow('sgan: labelled images must be [N, 4, 4, 1].');
    expect(() => system.classify(tf.zeros([1, 5, 5, 1]))).toThrow('sgan: images must be [N, 4, 4, 1].');
    system.dispose();
  });
});

describe('the system', () => {
  test('hidden gains are not learned, and the first round makes each layer of mean 0 and deviation 1', async () => {
    const system = sgan({ ...TINY, learningRate: 0, inputNoise: 0, hiddenNoise: 0, initialImages: 5 });
    const context = contextOf(TINY);
    disposeReport(await system.step(context));
    const { classifier } = system.networks;
    expect(classifier.statistics.map(({ name }) => name)).toEqual(['classifier/hidden1/gain', 'classifier/hidden2/gain']);
    expect(classifier.trainable.some(({ name }) => name === 'classifier/logits/gain')).toBe(true);
    const [logits] = classifier.apply(context.drawn[0]!.images, { training: false }) as [Tensor2D];
    const { mean, variance } = tf.moments(logits, 0);
    for (const number of mean.dataSync()) expect(number).toBeCloseTo(0, 4);
    for (const number of variance.dataSync()) expect(number).toBeCloseTo(1, 3);
    system.dispose();
  });

  test('classify leaves out the class of fakes, and frees what it makes', () => {
    const system = sgan({ ...TINY, form: 'fakeClass' });
    const images = tf.zeros<tf.Rank.R4>([2, 4, 4, 1]);
    const before = tf.memory().numTensors;
    const logits = system.classify(images);
    expect(logits.shape).toEqual([2, 2]);
    logits.dispose();
    expect(tf.memory().numTensors).toBe(before);
    system.dispose();
  });

  test.each(['classLogits', 'fakeClass'] as const)('scores by log p(real) / p(fake), %s', (form) => {
    const system = sgan({ ...TINY, form, inputNoise: 0, hiddenNoise: 0 });
    const { images } = batchOf(TINY, 3);
    const [logits] = system.networks.classifier.apply(images, { training: false }) as [Tensor2D];
    const whole = form === 'classLogits' ? tf.concat([logits, tf.zeros([5, 1])], 1) : logits;
    const [real, fake] = tf.split(tf.softmax(whole), [2, 1], 1);
    const expected = tf.log(tf.div(tf.sum(real!, 1, true), fake!)).dataSync();
    const scores = system.score(images, randomStream(1));
    expect(scores.shape).toEqual([5]);
    scores.dataSync().forEach((score, i) => expect(score).toBeCloseTo(expected[i]!, 4));
    system.dispose();
  });
});
