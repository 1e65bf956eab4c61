import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { adam, type LabelledBatch, type Network, randomStream, type StepReport } from '@ganblocks/core';
import { chain, dense, network } from '@ganblocks/layers';
import { hinge, r1 } from '@ganblocks/losses';
import { disposeReport, runStep } from '../testing/run';
import { systemContract } from '../testing/systemContract';
import { adversarial } from './adversarial';
import type { ConditionalOptions } from './adversarialOptions';
import { classLabels, type ClassRequest } from './classLabels';
import { classTerm } from './classTerm';
import type { Judged, JudgedFakes } from './gameTerm';
import { type Heads, splitHeads } from './heads';
import type { LatentSource } from './latentSource';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const CLASSES = 3;

/** Two normal numbers, and one of four codes. */
const codes: LatentSource = {
  name: 'noise and codes',
  draw: (count, random) =>
    tf.tidy(() =>
      tf.concat([random.normal([count, 2]) as Tensor2D, tf.oneHot(random.integers(count, 4), 4, 1, 0, 'float32') as Tensor2D], 1),
    ),
};

type Discriminator = Network<Tensor | Tensor[], Heads> & { dispose(): void };
type Options = ConditionalOptions<LabelledBatch, ClassRequest, Discriminator>;

/** What the networks were told: labels, or none. */
interface Told {
  readonly generator: number[][];
  readonly discriminator: (readonly number[] | undefined)[];
}

/** Two networks by hand, so that a test sees what they are told. */
function handMade(seed: number, told?: Told) {
  const random = randomStream(seed);
  const weight = (name: string, shape: [number, number]) => Object.assign(tf.variable(random.split(name).normal(shape)), { name });
  const [kernel, table] = [weight('generator/kernel', [6, 4]), weight('generator/table', [CLASSES, 4])];
  const [inner, score, classes] = [weight('judge/kernel', [4, 5]), weight('judge/score', [5, 1]), weight('judge/classes', [5, CLASSES])];
  const generator: Network<Tensor[]> & { dispose(): void } = {
    ...{ name: 'generator', trainable: [kernel, table], statistics: [], dispose: () => tf.dispose([kernel, table]) },
    apply([latents, labels]) {
      told?.generator.push([...labels!.dataSync()]);
      const row = tf.matMul(tf.oneHot(labels as Tensor1D, CLASSES, 1, 0, 'float32'), table);
      return tf.reshape(tf.tanh(tf.add(tf.matMul(latents as Tensor2D, kernel as Tensor2D), row)), [-1, 2, 2, 1]);
    },
  };
  const discriminator: Discriminator = {
    ...{ name: 'discriminator', trainable: [inner, score, classes], statistics: [], dispose: () => tf.dispose([inner, score, classes]) },
    apply(given) {
      const [images, labels] = Array.isArray(given) ? given : [given];
      told?.discriminator.push(labels && [...labels.dataSync()]);
      const features = tf.tanh(tf.matMul(tf.reshape(images!, [-1, 4]), inner as Tensor2D));
      return { logits: tf.matMul(features, score), classLogits: tf.matMul(features, classes) };
    },
  };
  return { generator, discriminator };
}

function build(
  changes: Partial<Options> = {},
  { seed = 1, told, perExample = false }: { seed?: number; told?: Told; perExample?: boolean } = {},
) {
  const { generator, discriminator } = handMade(seed, told);
  const system = adversarial<LabelledBatch, ClassRequest, Discriminator>({
    ...{ generator, discriminator: { ...discriminator, perExample }, latentSize: 6, latents: codes, loss: hinge(), config: { seed } },
    ...{ condition: classLabels({ classes: CLASSES }), discriminatorTold: false, terms: { classes: classTerm() } },
    ...{ optimizers: { generator: adam([generator]), discriminator: adam([discriminator]) }, ...changes },
  });
  told?.generator.splice(0);
  return system;
}

const batch = (seed: number): LabelledBatch => ({
  images: randomStream(seed).uniform([4, 2, 2, 1], { low: -1 }) as Tensor4D,
  labels: tf.tensor1d([2, 0, 1, 1], 'int32'),
});
const pretraining = { images: 8, term: ({ heads }: Judged) => tf.mean<Scalar>(tf.square(tf.sub(heads.logits, 1))) };
const namesOf = (report: StepReport): unknown =>
  Object.fromEntries(Object.entries(report).map(([group, terms]) => [group, Object.keys(terms)]));

const create = ({ seed }: { readonly seed?: unknown }) => build({ penalties: [r1({ every: 2 })], pretraining }, { seed: Number(seed) });
for (const { name, run } of systemContract('heads', { create, config: { seed: 1 }, batch, sampleShape: [2, 2, 1] })) test(name, run);

describe('heads', () => {
  test('are columns of one output, by name', () => {
    const model = network(chain({ shape: [2] }, dense({ units: 4, name: 'out' })));
    const split = splitHeads(model, { logits: 1, classLogits: 3 });
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const { logits, classLogits } = split.apply(x, { training: false });
    expect(classLogits!.shape).toEqual([2, 3]);
    expect([...tf.concat([logits, classLogits!], 1).dataSync()]).toEqual([...model.apply(x, { training: false }).dataSync()]);
    split.dispose?.();
  });

  test('are judged in one call for reals and fakes where that makes no difference', async () => {
    const [together, apart] = [build({}, { perExample: true }), build()];
    const reports = [await runStep(together, batch, 0), await runStep(apart, batch, 0)];
    const [a, b] = reports.map((report) => Object.values(report['discriminator']!).map((term) => term.dataSync()[0]!));
    a!.forEach((value, i) => expect(value).toBeCloseTo(b![i]!, 5));
    reports.forEach(disposeReport);
    [together, apart].forEach((system) => system.dispose());
  });
});

test('a game frees all that it was handed over', () => {
  const freed: string[] = [];
  const owned = <Part extends object>(name: string, part: Part): Part & { dispose(): void } => ({
    ...part,
    dispose: () => void freed.push(name),
  });
  const options = {
    ...{ condition: owned('condition', classLabels({ classes: CLASSES })), latents: owned('latents', codes), loss: owned('loss', hinge()) },
    ...{ terms: { classes: owned('term', classTerm()) }, penalties: [owned('penalty', r1())] },
  };
  build(options).dispose();
  expect(freed.sort()).toEqual(['condition', 'latents', 'loss', 'penalty', 'term']);
});

describe('a discriminator that is not told', () => {
  test('gets images alone; its terms get the labels, of fakes those that they were made for', async () => {
    const told: Told = { generator: [], discriminator: [] };
    const judged: [real: readonly number[], fake: readonly number[]][] = [];
    const numbersOf = ({ condition }: Judged): number[] => [...condition!.dataSync()];
    const watch = {
      discriminator(real: Judged, fake: JudgedFakes) {
        judged.push([numbersOf(real), numbersOf(fake)]);
        expect([real.images.shape, fake.latents.shape, fake.images.shape]).toEqual([
          [4, 2, 2, 1],
          [4, 6],
          [4, 2, 2, 1],
        ]);
        return tf.mean<Scalar>(fake.heads.logits);
      },
    };
    const system = build({ terms: { classes: classTerm(), watch } }, { told });
    const report = await runStep(system, batch, 0);
    expect(namesOf(report)).toEqual({ discriminator: ['adversarial', 'classes', 'watch'], generator: ['adversarial', 'classes'] });
    expect(told.discriminator).toEqual([undefined, undefined, undefined]);
    expect(judged).toEqual([[[2, 0, 1, 1], told.generator[0]]]);
    disposeReport(report);
    system.dispose();
  });

  test('is told of fakes what the condition says, where it is told', async () => {
    const told: Told = { generator: [], discriminator: [] };
    const next = (made: Tensor): Tensor => tf.mod(tf.add(made, tf.scalar(1, 'int32')), tf.scalar(CLASSES, 'int32'));
    const system = build({ discriminatorTold: true, condition: { ...classLabels({ classes: CLASSES }), told: next } }, { told });
    disposeReport(await runStep(system, batch, 0));
    const shifted = told.generator.map((labels) => labels.map((label) => (label + 1) % CLASSES));
    expect(told.discriminator).toEqual([[2, 0, 1, 1], ...shifted]);
    system.dispose();
  });
});

describe('pretraining', () => {
  test('is a phase in which the discriminator learns from reals alone', async () => {
    const system = build({ pretraining });
    expect(system.phases).toEqual([{ name: 'pretrain', images: 8 }, { name: 'train' }]);
    const valuesOf = (name: 'generator' | 'discriminator') => system.networks[name].trainable.map((x) => [...x.dataSync()]);
    const before = [valuesOf('generator'), valuesOf('discriminator')];
    const phase = { name: 'pretrain', progress: 0 };
    const report = await system.step({ next: () => Promise.resolve(batch(1)), random: randomStream(1), step: 0, imagesSeen: 0, phase });
    expect(namesOf(report)).toEqual({ discriminator: ['pretraining'] });
    expect(valuesOf('generator')).toEqual(before[0]);
    expect(valuesOf('discriminator')[0]).not.toEqual(before[1]![0]);
    disposeReport(report);
    system.dispose();
  });

  test('needs images', () => {
    expect(() => build({ pretraining: { ...pretraining, images: 0 } })).toThrow(
      'adversarial: pretraining.images must be an integer >= 1. Got 0.',
    );
  });
});

test('a source of latents is recorded by name, and tools are told that its numbers differ in kind', () => {
  const { generator, discriminator } = handMade(1);
  const optimizers = { generator: adam([generator]), discriminator: adam([discriminator]) };
  const condition = classLabels({ classes: CLASSES });
  const system = adversarial({ generator, discriminator, latentSize: 6, latents: codes, loss: hinge(), condition, optimizers });
  expect(system.config).toMatchObject({ latents: 'noise and codes', latentSize: 6 });
  expect(system.latents.distribution).toBe('mixed');
  expect(system.latents.draw(3, randomStream(1)).shape).toEqual([3, 6]);
  system.dispose();
});
