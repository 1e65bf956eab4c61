import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  ada,
  adam,
  type CriticPenalty,
  type ImageBatch,
  lazyAdam,
  minimize,
  type Network,
  randomStream,
  type StepContext,
  type StepReport,
} from '@ganblocks/core';
import { chain, dense, flatten, leakyRelu, type ModelNetwork, network, reshape, tanh } from '@ganblocks/layers';
import { equilibrium, gradientPenalty, hinge, leCam, nonSaturating, r1, r2, relativisticAverage } from '@ganblocks/losses';
import { headsOf } from './heads';
import { systemContract } from '../testing/index';
import { disposeReport, runStep } from '../testing/run';
import { adversarial, type AdversarialSystem } from './adversarial';
import type { AdversarialOptions, Game } from './adversarialOptions';
import { discriminatorUpdate, generatorUpdate } from './updates';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const SIZE = [4, 4, 1] as const;
const batch = (seed: number): ImageBatch => ({ images: randomStream(seed).uniform([5, ...SIZE], { low: -1 }) as Tensor4D });

const generatorOf = (seed: number): ModelNetwork =>
  network(chain({ shape: [3], name: 'generator', seed }, dense({ units: 16, name: 'out' }), tanh(), reshape({ shape: SIZE })));
const discriminatorOf = (seed: number): ModelNetwork =>
  network(
    chain({ shape: SIZE, name: 'discriminator', seed }, flatten(), dense({ units: 5 }), leakyRelu(), dense({ units: 1, name: 'logit' })),
  );

type Changes = Partial<Omit<AdversarialOptions, 'optimizers'>>;

function build(changes: Changes = {}, seed = 1): AdversarialSystem {
  const [generator, discriminator] = [generatorOf(seed), discriminatorOf(seed)];
  const optimizers = { generator: adam([generator]), discriminator: adam([discriminator]) };
  return adversarial({ generator, discriminator, latentSize: 3, loss: nonSaturating(), optimizers, ...changes });
}

/** The numbers of a step's report; the report is freed. */
async function numbersOf(report: StepReport): Promise<Record<string, Record<string, number>>> {
  const numbers: Record<string, Record<string, number>> = {};
  for (const [group, terms] of Object.entries(report)) {
    for (const [name, term] of Object.entries(terms)) (numbers[group] ??= {})[name] = (await term.data())[0] ?? NaN;
  }
  disposeReport(report);
  return numbers;
}
const valuesOf = ({ trainable }: Pick<ModelNetwork, 'trainable'>): number[][] => trainable.map((x) => [...x.dataSync()]);

/** The same numbers, but for rounding. */
function rounded(numbers: unknown): unknown {
  if (typeof numbers === 'number') return expect.closeTo(numbers, 5);
  if (Array.isArray(numbers)) return numbers.map(rounded);
  return Object.fromEntries(Object.entries(numbers as object).map(([name, value]) => [name, rounded(value)]));
}

/** A context whose batches are noted. */
function contextOf(changes: Partial<StepContext<ImageBatch>> = {}): StepContext<ImageBatch> & { readonly drawn: Tensor4D[] } {
  const drawn: Tensor4D[] = [];
  const next = (): Promise<ImageBatch> => {
    const fresh = batch(drawn.length);
    drawn.push(fresh.images);
    return Promise.resolve(fresh);
  };
  return { drawn, next, random: randomStream(4), step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 }, ...changes };
}

describe('contract', () => {
  const rich = (config: object): AdversarialSystem => {
    const { seed = 1 } = config as { seed?: number };
    const [generator, discriminator] = [generatorOf(seed), discriminatorOf(seed)];
    return adversarial({
      ...{ name: 'rich', config: { seed }, generator, discriminator, latentSize: 3, latents: 'uniform', loss: nonSaturating() },
      penalties: [gradientPenalty(), r1({ every: 2 })],
      logitTerms: { leCam: leCam({ startStep: 0 }) },
      augment: ada({ pipe: 'color', probability: 0.5 }),
      optimizers: { generator: adam([generator]), discriminator: lazyAdam([discriminator], { every: 2, name: 'discriminator' }) },
      // Odd in all, so that the sum of signs that the augmentation observes is not 0.
      ...{ discriminatorSteps: 3, generatorSteps: 2 },
    });
  };
  for (const { name, run } of systemContract('rich', { create: rich, config: { seed: 2 }, batch, sampleShape: SIZE })) test(name, run);
});

describe('a round', () => {
  test('is what it would be by hand', async () => {
    const system = build({ penalties: [gradientPenalty({ weight: 5 })], loss: hinge() });
    const [generator, discriminator] = [generatorOf(1), discriminatorOf(1)];
    const optimizers = [adam([discriminator]), adam([generator])] as const;
    const loss = hinge();

    const context = contextOf();
    const { images: real } = await context.next();
    const call = { training: true, random: context.random };
    const fakes = (): Tensor => generator.apply(context.random.normal([5, 3]), call);
    const critic = (x: Tensor): Tensor => discriminator.apply(x, call);
    const fake = fakes();
    const first = minimize(optimizers[0], context, () => ({
      adversarial: loss.discriminator(critic(real), critic(fake)),
      gradientPenalty: gradientPenalty({ weight: 5 }).term({ critic, real, fake, random: context.random }),
    }));
    const second = minimize(optimizers[1], context, () => ({ adversarial: loss.generator(critic(fakes())) }));

    const expected = await numbersOf({ discriminator: first, generator: second });
    expect(await numbersOf(await system.step(contextOf()))).toEqual(rounded(expected));
    expect(valuesOf(system.networks.discriminator)).toEqual(rounded(valuesOf(discriminator)));
    expect(valuesOf(system.networks.generator)).toEqual(rounded(valuesOf(generator)));
    system.dispose();
  });

  test('judges reals and fakes in one call where the discriminator allows it, to the same result', async () => {
    const sizes: number[] = [];
    const watched = (changes: Partial<Network>): AdversarialSystem => {
      const inner = discriminatorOf(1);
      const apply: Network['apply'] = (images, call) => {
        sizes.push(images.shape[0]);
        return inner.apply(images, call);
      };
      const [generator, discriminator] = [generatorOf(1), { ...inner, ...changes, apply }];
      const optimizers = { generator: adam([generator]), discriminator: adam([inner]) };
      const augment = ada({ pipe: 'color', probability: 0.5 });
      return adversarial({ generator, discriminator, latentSize: 3, loss: nonSaturating(), augment, optimizers });
    };
    const [once, twice] = [watched({}), watched({ perExample: false })];
    const numbers = await numbersOf(await once.step(contextOf()));
    expect(sizes.splice(0)).toEqual([10, 5]);
    expect(numbers).toEqual(rounded(await numbersOf(await twice.step(contextOf()))));
    expect(sizes).toEqual([5, 5, 5]);
    once.dispose();
    twice.dispose();
  });

  test('a penalty at the reals or the fakes shares the pass of the loss, to the same result', async () => {
    const sizes: number[] = [];
    const watched = (penalties: readonly CriticPenalty[]): AdversarialSystem => {
      const inner = discriminatorOf(1);
      const apply: Network['apply'] = (images, call) => {
        sizes.push(images.shape[0]);
        return inner.apply(images, call);
      };
      const generator = generatorOf(1);
      const optimizers = { generator: adam([generator]), discriminator: adam([inner]) };
      return adversarial({ generator, discriminator: { ...inner, apply }, latentSize: 3, loss: nonSaturating(), penalties, optimizers });
    };
    const apart = (one: CriticPenalty): CriticPenalty => ({
      name: one.name,
      every: 1,
      term: ({ critic, real, fake, random }) => one.term({ critic, real: tf.clone(real), fake: tf.clone(fake), random }),
    });
    const [shared, separate] = [watched([r1(), r2({ gamma: 3 })]), watched([apart(r1()), apart(r2({ gamma: 3 }))])];
    const numbers = await numbersOf(await shared.step(contextOf()));
    expect(sizes.splice(0)).toEqual([5, 5, 5]);
    expect(numbers).toEqual(rounded(await numbersOf(await separate.step(contextOf()))));
    expect(sizes).toEqual([10, 5, 5, 5]);
    expect(valuesOf(shared.networks.discriminator)).toEqual(rounded(valuesOf(separate.networks.discriminator)));
    shared.dispose();
    separate.dispose();
  });

  test('in micro-batches is the round of the whole batch', async () => {
    const penalties = () => [r1({ gamma: 2 }), { ...r1({ every: 2 }), name: 'lazy' }];
    const [whole, accumulated] = [build({ penalties: penalties() }), build({ penalties: penalties() })];
    for (const step of [0, 1]) {
      const [expected, received] = [
        await numbersOf(await whole.step(contextOf({ step }))),
        await numbersOf(await accumulated.step(contextOf({ step, microBatchSize: 2 }))),
      ];
      for (const [group, terms] of Object.entries(expected))
        for (const [name, value] of Object.entries(terms)) expect(received[group]![name]).toBeCloseTo(value, 4);
    }
    for (const name of ['generator', 'discriminator'] as const) {
      const expected = valuesOf(whole.networks[name]).flat();
      valuesOf(accumulated.networks[name])
        .flat()
        .forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));
    }
    whole.dispose();
    accumulated.dispose();
  });

  test('takes a fresh batch for each update of the discriminator, and none for the generator', async () => {
    const system = build({ discriminatorSteps: 3, generatorSteps: 2 });
    const context = contextOf();
    disposeReport(await system.step(context));
    expect(context.drawn).toHaveLength(3);
    expect([system.state.discriminator, system.state.generator].map((part) => part.toJson()['step'])).toEqual([3, 2]);
    system.dispose();
  });

  test('gives reals to the generator of a loss that needs them: those of the last batch', async () => {
    const real = relativisticAverage();
    const seen: number[][] = [];
    const scores: number[][] = [];
    const loss = {
      needsReal: true,
      discriminator: (r: Tensor, f: Tensor) => (scores.push(r.shape), real.discriminator(r, f)),
      generator: (f: Tensor, r?: Tensor) => (seen.push(r?.shape ?? []), real.generator(f, r)),
    };
    const system = build({ loss, discriminatorSteps: 2 });
    disposeReport(await system.step(contextOf()));
    expect(seen).toEqual([[5, 1]]);
    system.dispose();
  });

  test('the loss moves its own state with each update of the discriminator', async () => {
    const loss = equilibrium({ rate: 0.5, start: 0.5 });
    const energy = network(chain({ shape: SIZE, name: 'discriminator' }, flatten(), dense({ units: 1 })));
    const generator = generatorOf(1);
    const optimizers = { generator: adam([generator]), discriminator: adam([energy]) };
    const system = adversarial({ generator, discriminator: energy, latentSize: 3, loss, optimizers });
    disposeReport(await system.step(contextOf()));
    expect(system.state['loss']).toBe(loss);
    expect(loss.tensors()['k']?.dataSync()[0]).not.toBe(0.5);
    system.dispose();
  });
});

describe('an update', () => {
  const gameOf = (changes: Partial<Game> = {}): Game => {
    const [generator, discriminator] = [generatorOf(2), discriminatorOf(2)];
    return {
      ...{ name: 'game', generator, discriminator, latentSize: 3, latents: 'normal', loss: nonSaturating(), penalties: [], logitTerms: {} },
      ...{
        optimizers: { generator: adam([generator]), discriminator: adam([discriminator]) },
        fakeConditions: 'drawn',
        discriminatorTold: true,
        terms: {},
      },
      ...{ discriminatorSteps: 1, generatorSteps: 1, generatorBatches: 1 },
      ...changes,
    };
  };

  test("of the discriminator leaves the generator alone, and the generator's leaves the discriminator", () => {
    const game = gameOf({ penalties: [r1(), gradientPenalty({ every: 2 })] });
    const before = [valuesOf(game.generator), valuesOf(game.discriminator)];
    tf.dispose(discriminatorUpdate(game, contextOf(), { real: batch(1).images }, 0));
    const between = [valuesOf(game.generator), valuesOf(game.discriminator)];
    expect(between[0]).toEqual(before[0]);
    between[1]?.forEach((values, i) => expect(values).not.toEqual(before[1]?.[i]));
    tf.dispose(generatorUpdate(game, contextOf(), { real: batch(1).images }));
    expect(valuesOf(game.discriminator)).toEqual(between[1]);
    valuesOf(game.generator).forEach((values, i) => expect(values).not.toEqual(before[0]?.[i]));
  });

  test('takes a lazy penalty as a step of its own where it is due, as heavy as the steps between', async () => {
    const penalties = [r1({ gamma: 4, every: 3 })];
    const names: string[][] = [];
    const steps: unknown[] = [];
    const game = gameOf({ penalties });
    for (let update = 0; update < 7; update++) {
      const terms = discriminatorUpdate(game, contextOf(), { real: batch(1).images }, update);
      names.push(Object.keys(terms));
      steps.push(game.optimizers.discriminator.toJson()['step']);
      tf.dispose(terms);
    }
    const [due, not] = [['adversarial', 'r1'], ['adversarial']];
    expect(names).toEqual([due, not, not, due, not, not, due]);
    expect(steps).toEqual([2, 3, 4, 6, 7, 8, 10]);

    // The optimizer stands still: both terms are of the same weights.
    const still = gameOf({ penalties });
    still.optimizers.discriminator.learningRate = 0;
    const [real, random] = [batch(1).images, randomStream(4)];
    const critic = (x: Tensor): Tensor => headsOf(still.discriminator.apply(x, { training: true })).logits;
    const value = r1({ gamma: 4 }).term({ critic, real, fake: real, random }).dataSync()[0] ?? NaN;
    const { discriminator } = await numbersOf({ discriminator: discriminatorUpdate(still, contextOf(), { real }, 3) });
    expect(discriminator?.['r1']).toBeCloseTo(3 * value, 5);
  });
});

describe('augmentation', () => {
  const noted = (): { readonly seen: number[]; readonly apply: (x: Tensor4D) => Tensor4D } => {
    const seen: number[] = [];
    return { seen, apply: (x) => (seen.push(x.shape[0]), tf.mul(x, 0.5)) };
  };

  test('changes all that the discriminator sees: reals, fakes, points of penalties, fakes of the generator', async () => {
    const { seen, apply } = noted();
    const other = noted();
    const system = build({ augment: { name: 'half', apply }, penalties: [gradientPenalty()] });
    disposeReport(await system.step(contextOf({ augment: other.apply })));
    expect(seen).toEqual([5, 5, 5, 5]);
    expect(other.seen).toEqual([]);
    system.dispose();
    const plain = build();
    disposeReport(await plain.step(contextOf({ augment: other.apply })));
    expect(other.seen).toEqual([5, 5, 5]);
    plain.dispose();
  });

  test('penalties differentiate through it: half the images, a quarter of R1', async () => {
    const r1Of = async (changes: Changes): Promise<number> => {
      const linear = network(chain({ shape: SIZE, name: 'discriminator' }, flatten(), dense({ units: 1 })));
      const generator = generatorOf(1);
      const optimizers = { generator: adam([generator]), discriminator: adam([linear]) };
      const options = { generator, discriminator: linear, latentSize: 3, loss: nonSaturating(), optimizers, penalties: [r1()] };
      const system = adversarial({ ...options, ...changes });
      const { discriminator } = await numbersOf(await system.step(contextOf()));
      system.dispose();
      return discriminator?.['r1'] ?? NaN;
    };
    const half = { name: 'half', apply: (x: Tensor4D): Tensor4D => tf.mul(x, 0.5) };
    expect(await r1Of({ augment: half })).toBeCloseTo((await r1Of({})) / 4, 5);
  });

  test('an adaptive one observes the reals of each update, adjusts itself, and is part of the state', async () => {
    const augment = ada({ pipe: 'color', interval: 2, target: -1, speed: 100 });
    const system = build({ augment, discriminatorSteps: 2 });
    expect(system.state['augment']).toBe(augment.state);
    disposeReport(await runStep(system, batch, 0));
    expect(augment.probability).toBeCloseTo(10 / 100, 6);
    system.dispose();
  });
});

describe('adversarial', () => {
  test('says what it is of', () => {
    const system = build({ penalties: [r1({ every: 16 })], augment: { name: 'half', apply: (x) => tf.mul(x, 0.5) } });
    expect(system.config).toEqual({
      ...{ latentSize: 3, latents: 'normal', discriminatorSteps: 1, generatorSteps: 1 },
      ...{ penalties: [{ name: 'r1', every: 16 }], logitTerms: [], augment: 'half' },
    });
    expect(system.name).toBe('adversarial');
    system.dispose();
  });

  test.each([
    [{ latentSize: 0 }, 'adversarial: latentSize must be an integer >= 1. Got 0.'],
    [{ discriminatorSteps: 0.5 }, 'adversarial: discriminatorSteps must be an integer >= 1. Got 0.5.'],
    [{ name: 'mine', latents: 'gaussian' as 'normal' }, "mine: latents must be 'normal' or 'uniform'. Got \"gaussian\"."],
    [{ penalties: [r1(), r1({ every: 4 })] }, "have names of their own, none of generator, discriminator, loss, augment. Got 'r1' twice."],
    [{ penalties: [{ ...r1(), every: 0 }] }, "adversarial: every of 'r1' must be an integer >= 1. Got 0."],
    [{ penalties: [{ ...r1(), name: 'loss' }] }, "Got 'loss' twice"],
    [
      { generator: { ...generatorOf(1), apply: () => tf.zeros([1, 3]) } },
      'adversarial: the generator must make images [N, H, W, C] of latents [N, 3]. Got [1,3] for N = 1.',
    ],
  ] as [Changes, string][])('refuses %j', (changes, message) => {
    const [generator, discriminator] = [changes.generator ?? generatorOf(1), discriminatorOf(1)];
    const optimizers = { generator: adam([generator]), discriminator: adam([discriminator]) };
    const loss = nonSaturating();
    expect(() => adversarial({ generator, discriminator, latentSize: 3, loss, optimizers, ...changes })).toThrow(message);
  });

  test('refuses optimizers that are missing, of the other network, or of a part of it', () => {
    const [generator, discriminator] = [generatorOf(1), discriminatorOf(1)];
    const of = (optimizers: object): (() => unknown) => {
      const given = { generator, discriminator, latentSize: 3, loss: hinge(), optimizers } as unknown as AdversarialOptions;
      return () => adversarial(given);
    };
    const [g, d] = [adam([generator]), adam([discriminator])];
    const { trainable } = generator;
    expect(of({ generator: g })).toThrow('optimizers must have one for each network. Got none for the discriminator.');
    expect(of({ generator: d, discriminator: g })).toThrow(
      "Got 'discriminator/dense1/kernel' of the discriminator. Use adam([generator]).",
    );
    expect(of({ generator: adam([generator, discriminator]), discriminator: d })).toThrow(
      'the weights of the generator, all of them and no others',
    );
    expect(of({ generator: adam([{ trainable: trainable.slice(1) }]), discriminator: d })).toThrow(
      "Got one without 'generator/out/kernel'.",
    );
  });

  test('refuses images of another size before anything changes, and a number of samples that is none', async () => {
    const system = build();
    const images = tf.zeros<tf.Rank.R4>([2, 8, 8, 1]);
    const context = contextOf({ next: () => Promise.resolve({ images }) });
    await expect(system.step(context)).rejects.toThrow('adversarial: images must be [N, 4, 4, 1]. Got [2, 8, 8, 1].');
    expect(system.state.discriminator.toJson()['step']).toBe(0);
    expect(() => system.sample(0, { random: randomStream(1) })).toThrow('the number of samples must be an integer >= 1. Got 0.');
    system.dispose();
  });
});
