import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { adam, type AttributeBatch, type LabelledBatch, type Network, randomStream, type StepContext } from '@ganblocks/core';
import { gradientPenalty, nonSaturating, r1, relativisticPairing } from '@ganblocks/losses';
import { systemContract } from '../testing/index';
import { disposeReport, runStep } from '../testing/run';
import { adversarial, type AdversarialSystem } from './adversarial';
import type { ConditionalOptions } from './adversarialOptions';
import { attributeVectors } from './attributeVectors';
import { classLabels, type ClassRequest } from './classLabels';
import { updateCount } from './updateCount';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const CLASSES = 3;

type HandMade = Network<Tensor[]> & { dispose(): void };

/** y = x W + (what the condition adds): by hand, so that the test sees what it is told. */
function handMade(name: string, [from, to]: readonly [number, number], seed: number, seen: number[][] = []): HandMade {
  const random = randomStream(seed).split(name);
  const weight = (key: string, rows: number) => Object.assign(tf.variable(random.normal([rows, to])), { name: `${name}/${key}` });
  const trainable = [weight('kernel', from), weight('table', CLASSES)];
  return {
    name,
    trainable,
    statistics: [],
    apply([x, condition]: Tensor[]) {
      seen.push([...condition!.dataSync()]);
      const chosen = condition!.rank === 1 ? tf.oneHot(condition as Tensor1D, CLASSES) : condition!;
      const flat = tf.reshape(x!, [-1, from]);
      const y = tf.tanh(tf.add(tf.matMul(flat as Tensor2D, trainable[0] as Tensor), tf.matMul(chosen, trainable[1] as Tensor)));
      return name === 'generator' ? tf.reshape(y, [-1, 2, 2, 1]) : tf.sum(y, 1, true);
    },
    dispose: () => tf.dispose(trainable),
  };
}

interface Seen {
  readonly generator: number[][];
  readonly discriminator: number[][];
}

type Changes = Partial<Omit<ConditionalOptions<LabelledBatch, ClassRequest>, 'optimizers' | 'condition'>>;

function build(changes: Changes = {}, { seed = 1, seen }: { seed?: number; seen?: Seen } = {}) {
  const generator = handMade('generator', [2, 4], seed, seen?.generator);
  const discriminator = handMade('discriminator', [4, 5], seed, seen?.discriminator);
  return adversarial({
    ...{ generator, discriminator, latentSize: 2, loss: nonSaturating(), condition: classLabels({ classes: CLASSES }) },
    ...{ optimizers: { generator: adam([generator]), discriminator: adam([discriminator]) }, config: { seed }, ...changes },
  });
}

const batch = (seed: number): LabelledBatch => ({
  images: randomStream(seed).uniform([4, 2, 2, 1], { low: -1 }) as Tensor4D,
  labels: tf.tensor1d([2, 0, 1, 1], 'int32'),
});

const create = ({ seed }: { readonly seed?: unknown }): AdversarialSystem<LabelledBatch, number | ClassRequest, Tensor[]> =>
  build({ penalties: [gradientPenalty(), r1({ every: 2 })], generatorBatches: 2 }, { seed: Number(seed) });
for (const check of systemContract('conditional', { create, config: { seed: 1 }, batch, sampleShape: [2, 2, 1] }))
  test(check.name, check.run);

describe('a game with classes', () => {
  test('tells the discriminator the labels of reals, and of fakes those that they were drawn for', async () => {
    const seen: Seen = { generator: [], discriminator: [] };
    const system = build({}, { seen });
    seen.generator.length = 0;
    disposeReport(await runStep(system, batch, 0));
    const [forDiscriminator = [], forGenerator = []] = seen.generator;
    expect(seen.discriminator).toEqual([[2, 0, 1, 1], forDiscriminator, forGenerator]);
    expect(new Set([...forDiscriminator, ...forGenerator, 0, 1, 2])).toEqual(new Set([0, 1, 2]));
    system.dispose();
  });

  test("takes the batch's labels for fakes where it is told to, over again for more of them", async () => {
    const seen: Seen = { generator: [], discriminator: [] };
    const system = build({ fakeConditions: 'batch', generatorBatches: 2 }, { seen });
    seen.generator.length = 0;
    disposeReport(await runStep(system, batch, 0));
    const labels = [2, 0, 1, 1];
    expect(seen.generator).toEqual([labels, [...labels, ...labels]]);
    system.dispose();
  });

  test('judges reals and fakes side by side in one call where that makes no difference', async () => {
    const [seen, apart]: Seen[] = [
      { generator: [], discriminator: [] },
      { generator: [], discriminator: [] },
    ];
    const networks = { discriminator: { ...handMade('discriminator', [4, 5], 1, seen!.discriminator), perExample: true } };
    const optimizers = (generator: HandMade) => ({ generator: adam([generator]), discriminator: adam([networks.discriminator]) });
    const generator = handMade('generator', [2, 4], 1, seen!.generator);
    const condition = classLabels({ classes: CLASSES });
    const system = adversarial({
      ...{ ...networks, generator, condition, latentSize: 2, loss: nonSaturating(), optimizers: optimizers(generator) },
    });
    const other = build({}, { seen: apart! });
    const [together, alone] = [await runStep(system, batch, 0), await runStep(other, batch, 0)];
    expect(seen!.discriminator[0]).toEqual([...apart!.discriminator[0]!, ...apart!.discriminator[1]!]);
    const valueOf = (report: typeof alone): number => report['discriminator']!['adversarial']!.dataSync()[0]!;
    expect(valueOf(together)).toBeCloseTo(valueOf(alone), 5);
    [together, alone].forEach(disposeReport);
    [system, other].forEach((one) => one.dispose());
  });

  test('samples classes in turn, or those that are asked for; latents of tools likewise', () => {
    const seen: Seen = { generator: [], discriminator: [] };
    const system = build({}, { seen });
    const random = randomStream(1);
    seen.generator.length = 0;
    tf.dispose([system.sample(5, { random }), system.sample({ labels: [2, 2] }, { random })]);
    tf.dispose(system.latents.render(tf.zeros([2, 2]), { random }));
    expect(seen.generator).toEqual([
      [0, 1, 2, 0, 1],
      [2, 2],
      [0, 1],
    ]);
    expect(() => system.sample({ labels: [3] }, { random })).toThrow('labels must be whole numbers from 0 to 2, one a sample. Got [3].');
    expect(() => system.sample(0, { random })).toThrow('Got [].');
    system.dispose();
  });

  test('judges no images alone, unless its discriminator is not told', () => {
    const [told, untold] = [build(), build({ discriminatorTold: false })];
    expect([told.score, untold.score]).toEqual([null, undefined]);
    [told, untold].forEach((system) => system.dispose());
  });

  test('needs one batch of fakes where they are compared with reals', () => {
    expect(() => build({ generatorBatches: 2, loss: relativisticPairing() })).toThrow(
      'adversarial: generatorBatches must be 1 for a loss that compares fakes with reals. Got 2.',
    );
  });
});

test('a game with attributes makes fakes for rows of the batch', async () => {
  const seen: number[][] = [];
  const [generator, discriminator] = [handMade('generator', [2, 4], 1, seen), handMade('discriminator', [4, 5], 1)];
  const optimizers = { generator: adam([generator]), discriminator: adam([discriminator]) };
  const condition = attributeVectors({ attributes: CLASSES });
  const system = adversarial({ generator, discriminator, latentSize: 2, loss: nonSaturating(), condition, optimizers });
  seen.length = 0;
  const rows = [
    [0.25, 1, 0],
    [0, 1, 1],
  ];
  const attributes = (): AttributeBatch => ({
    images: randomStream(1).uniform([2, 2, 2, 1]) as Tensor4D,
    attributes: tf.tensor2d(rows),
    source: 0,
  });
  disposeReport(await runStep(system, attributes, 0));
  expect(seen).toHaveLength(2);
  for (const told of seen) for (const at of [0, 3]) expect(rows).toContainEqual(told.slice(at, at + 3));
  const random = randomStream(2);
  tf.dispose([system.sample(4, { random }), system.sample({ attributes: tf.tensor2d(rows) }, { random })]);
  expect(seen.slice(2)).toEqual([[1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0], rows.flat()]);
  expect(() => system.sample({ attributes: tf.zeros([1, 2]) }, { random })).toThrow('attributes must be [N, 3]. Got [1, 2].');
  system.dispose();
});

describe('updates of the discriminator', () => {
  test('follow a schedule, and each is followed by the constraint', async () => {
    let [drawn, constrained] = [0, 0];
    const system = build({ discriminatorSteps: (round) => (round < 2 ? 3 : 1), constrain: () => (constrained += 1) });
    for (let step = 0; step < 4; step++) {
      const context: StepContext<LabelledBatch> = {
        ...{ random: randomStream(1), step, imagesSeen: 0, phase: { name: 'train', progress: 0 } },
        next: () => Promise.resolve(batch(drawn++)),
      };
      disposeReport(await system.step(context));
    }
    expect([drawn, constrained]).toEqual([8, 8]);
    expect(system.state.discriminator.toJson()['step']).toBe(8);
    system.dispose();
  });

  test('are counted from round to round, and from any round', () => {
    const { before } = updateCount({ name: 'wgan', discriminatorSteps: (round) => (round % 500 === 0 ? 100 : 5) });
    expect([0, 1, 3, 501, 2].map(before)).toEqual([0, 100, 110, 100 + 499 * 5 + 100, 105]);
    expect(updateCount({ name: 'wgan', discriminatorSteps: 5 }).before(7)).toBe(35);
    const wrong = updateCount({ name: 'wgan', discriminatorSteps: () => 0 });
    expect(() => wrong.in(3)).toThrow('wgan: discriminatorSteps(3) must be an integer >= 1. Got 0.');
  });
});
