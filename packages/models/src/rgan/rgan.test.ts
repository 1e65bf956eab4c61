import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LabelledBatch, type Network, randomStream, type StepContext, type StepReport } from '@ganblocks/core';
import { classCrossEntropy, correctedCrossEntropy } from '@ganblocks/losses';
import { disposeReport } from '../testing/run';
import { racGanConfig, type RacGanConfig, rcGanConfig, type RganConfig } from './config';
import { racGan } from './racGan';
import { rcGan } from './rcGan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<RganConfig> = {
  ...{ resolution: 16, imageChannels: 1, latentSize: 3, classes: 3, generatorChannels: [4, 3], discriminatorChannels: [2, 3] },
  ...{ discriminatorSteps: 1, seed: 1 },
};
/** Every 2 is labelled 0, and nothing else is wrong. */
const twosAreZeros = { transition: { kind: 'asymmetric', rate: 1, flips: [[2, 0]] } } as const;
const LABELS = [1, 0, 0];

function contextOf(): StepContext<LabelledBatch> {
  const images = randomStream(3).uniform([3, 16, 16, 1], { low: -1 }) as Tensor4D;
  const next = (): Promise<LabelledBatch> => Promise.resolve({ images, labels: tf.tensor1d(LABELS, 'int32') });
  return { next, random: randomStream(4), step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 } };
}

/** Notes the inputs and the outputs of each call. */
function watch<In, Out>(network: Network<In, Out>): { readonly inputs: In; readonly output: Out }[] {
  const calls: { inputs: In; output: Out }[] = [];
  const apply = network.apply.bind(network);
  const noting: Network<In, Out>['apply'] = (inputs, call) => {
    const output = apply(inputs, call);
    const kept = (tensors: object): void => Object.values(tensors).forEach((tensor: Tensor) => tf.keep(tensor));
    if (inputs instanceof tf.Tensor) tf.keep(inputs);
    else kept(inputs as object);
    if (output instanceof tf.Tensor) tf.keep(output);
    else kept(output as object);
    calls.push({ inputs, output });
    return output;
  };
  Object.assign(network, { apply: noting });
  return calls;
}
const labelsOf = (calls: readonly { readonly inputs: Tensor[] }[]): number[][] => calls.map(({ inputs }) => [...inputs[1]!.dataSync()]);
const numberIn = (report: StepReport, group: string, term: string): number => report[group]?.[term]?.dataSync()[0] ?? NaN;

describe('configurations', () => {
  test('have the channels of their backbone', () => {
    expect(rcGanConfig()).toMatchObject({ generatorChannels: Array(4).fill(256), discriminatorChannels: Array(4).fill(128), halvings: 2 });
    expect(rcGanConfig({ backbone: 'ctGan' })).toMatchObject({ generatorChannels: Array(4).fill(128), transition: 'none' });
    expect(racGanConfig()).toMatchObject({ discriminatorClassWeight: 1, generatorClassWeight: 0.1, cleanLabels: 'drawn' });
  });

  test.each<[object, string]>([
    [{ backbone: 'dcgan' }, `rc-gan: backbone must be 'sngan' or 'wganGp' or 'ctGan'. Got "dcgan".`],
    [{ classes: 1 }, 'rc-gan: classes must be an integer >= 2. Got 1.'],
    [{ resolution: 30 }, 'rc-gan: resolution must be a multiple of 4, at least 16. Got 30.'],
    [{ halvings: 9 }, 'rc-gan: halvings must be an integer from 1 to 4'],
    [{ cleanLabels: 'guessed' }, `cleanLabels must be 'drawn' or 'recovered'. Got "guessed".`],
    [{ penaltyWeight: -1 }, 'penaltyWeight must be in [0, ∞). Got -1.'],
    [{ transition: { kind: 'symmetric', rate: 2 } }, 'rc-gan: the rate of transition must lie in [0, 1]. Got 2.'],
    [{ generatorClassWeight: 1 }, `rc-gan: 'generatorClassWeight' is no option.`],
  ])('%j is refused', (config, message) => {
    expect(() => rcGanConfig(config as Partial<RganConfig>)).toThrow(message);
  });

  test("of rAC-GAN have AC-GAN's networks and rates too", () => {
    expect(racGanConfig({ backbone: 'acgan' })).toMatchObject({ generatorChannels: [384, 192, 96], beta1: 0.5, discriminatorSteps: 1 });
    expect(() => rcGanConfig({ backbone: 'acgan' } as object)).toThrow(`rc-gan: backbone must be 'sngan' or 'wganGp' or 'ctGan'.`);
    expect(() => racGanConfig({ backbone: 'acgan', acganNetworks: { seed: 3 } as object })).toThrow(
      `rac-gan: 'seed' is no option of acganNetworks.`,
    );
    expect(() => racGanConfig({ backbone: 'acgan', acganNetworks: { dropout: 2 } })).toThrow('acgan: dropout must be in [0, 1). Got 2.');
    expect(() => racGanConfig({ classFeatures: 'none' } as object)).toThrow(`classFeatures must be 'mean' or 'sum'. Got "none".`);
  });

  test('of rAC-GAN refuse weights that are none', () => {
    expect(() => racGanConfig({ discriminatorClassWeight: NaN })).toThrow('rac-gan: discriminatorClassWeight must be in [0, ∞). Got NaN.');
  });
});

describe('rcGan', () => {
  /** What the generator is told, and the discriminator of reals, of fakes, and of those of the generator's update. */
  async function told(config: Partial<RganConfig>): Promise<Record<'made' | 'of', number[][]>> {
    const system = rcGan({ ...tiny, ...config });
    const [made, of] = [watch(system.networks.generator), watch(system.networks.discriminator)];
    disposeReport(await system.step(contextOf()));
    system.dispose();
    return { made: labelsOf(made), of: labelsOf(of) };
  }

  test('tells the discriminator of fakes labels that are wrong as often as the data’s', async () => {
    const { made, of } = await told(twosAreZeros);
    expect(of[0]).toEqual(LABELS);
    expect([made[0]!.length, made[1]!.length]).toEqual([3, 6]);
    expect(made.flat()).toContain(2);
    expect(of.slice(1)).toEqual(made.map((labels) => labels.map((label) => (label === 2 ? 0 : label))));
  });

  test('or those of the batch, and makes fakes for what they may have been', async () => {
    const { made, of } = await told({ ...twosAreZeros, cleanLabels: 'recovered' });
    expect(of).toEqual([LABELS, LABELS, [...LABELS, ...LABELS]]);
    expect(made[0]!.map((label) => (label === 2 ? 0 : label))).toEqual(LABELS);
    expect(made[1]!.map((label) => (label === 2 ? 0 : label))).toEqual([...LABELS, ...LABELS]);
    expect(made.flat()).toContain(2);
  });

  test('takes labels as right where there is no noise: a projection cGAN', async () => {
    const drawn = await told({});
    expect(drawn.of.slice(1)).toEqual(drawn.made);
    const recovered = await told({ cleanLabels: 'recovered' });
    expect(recovered).toEqual({ made: [LABELS, [...LABELS, ...LABELS]], of: [LABELS, LABELS, [...LABELS, ...LABELS]] });
  });

  test.each<[RganConfig['backbone'], string[]]>([
    ['sngan', ['adversarial']],
    ['wganGp', ['adversarial', 'gradientPenalty']],
    ['ctGan', ['adversarial', 'gradientPenalty', 'consistency']],
  ])('with the backbone %s reports %j', async (backbone, terms) => {
    const before = tf.memory().numTensors;
    const system = rcGan({ ...tiny, ...twosAreZeros, backbone });
    const context = contextOf();
    const { images, labels } = await context.next();
    const report = await system.step(context);
    expect(Object.keys(report['discriminator']!)).toEqual(terms);
    for (const term of terms) expect(Number.isFinite(numberIn(report, 'discriminator', term))).toBe(true);
    disposeReport(report);
    system.dispose();
    tf.dispose([images, labels]);
    // The label tensors that the context made for the step.
    expect(tf.memory().numTensors - before).toBe(1);
  });
});

describe('racGan', () => {
  const build = (config: Partial<RacGanConfig> = {}) => {
    const system = racGan({ ...tiny, transition: { kind: 'symmetric', rate: 0.75 }, ...config });
    return { system, asked: watch(system.networks.discriminator), made: watch(system.networks.generator) };
  };
  const noisy = (): Tensor1D => tf.tensor1d(LABELS, 'int32');

  test('shows the discriminator images alone, corrects the classes of reals, and leaves those of fakes to the generator', async () => {
    const { system, asked, made } = build();
    const report = await system.step(contextOf());
    expect(asked.map(({ inputs }) => inputs.shape[0])).toEqual([3, 3, 6]);
    const [real, , fake] = asked.map(({ output }) => output['classLogits'] as Tensor2D);
    const transition = tf.tensor2d([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]]); // prettier-ignore
    const corrected = correctedCrossEntropy(real!, noisy(), transition).dataSync()[0];
    expect(numberIn(report, 'discriminator', 'classes')).toBeCloseTo(corrected!, 5);
    const clean = classCrossEntropy(fake!, made[1]!.inputs[1] as Tensor1D).dataSync()[0]!;
    expect(numberIn(report, 'generator', 'classes')).toBeCloseTo(0.1 * clean, 5);
    disposeReport(report);
    system.dispose();
  });

  test('takes labels as right where there is no noise: an AC-GAN', async () => {
    const { system, asked } = build({ transition: 'none', discriminatorClassWeight: 2 });
    const report = await system.step(contextOf());
    const plain = classCrossEntropy(asked[0]!.output['classLogits'] as Tensor2D, noisy()).dataSync()[0]!;
    expect(numberIn(report, 'discriminator', 'classes')).toBeCloseTo(2 * plain, 5);
    disposeReport(report);
    system.dispose();
  });

  test('with dropout asks twice of the reals, and holds the answers together: λ (mean ΔD² + 0.1 mean Δh²)', async () => {
    const { system, asked } = build({ backbone: 'ctGan', consistencyWeight: 3 });
    const report = await system.step(contextOf());
    // Reals, fakes, between them, reals again; the generator's.
    const sizes = asked.map(({ inputs }) => inputs.shape[0]);
    expect(sizes).toEqual([3, 3, 3, 3, 6]);
    const [once, again] = [asked[0]!.output, asked[3]!.output];
    expect(once.logits.dataSync()).not.toEqual(again.logits.dataSync());
    const apart = (head: string): number => tf.losses.meanSquaredError(once[head]!, again[head]!).dataSync()[0]!;
    expect(numberIn(report, 'discriminator', 'consistency')).toBeCloseTo(3 * (apart('logits') + 0.1 * apart('features')), 5);
    disposeReport(report);
    system.dispose();
  });

  test("plays with AC-GAN's networks, or classifies the sum of the features", async () => {
    const sizes = { generatorChannels: [3, 2], discriminatorChannels: [2, 3] };
    const networks = { discriminatorStrides: [2, 2], dropout: 0, hiddenUnits: 4 };
    for (const config of [{ backbone: 'acgan', ...sizes, acganNetworks: networks }, { classFeatures: 'sum' }] as const) {
      const { system } = build(config);
      const report = await system.step(contextOf());
      expect(Object.keys(report['discriminator']!)).toEqual(['adversarial', 'classes']);
      expect(Number.isFinite(numberIn(report, 'discriminator', 'classes'))).toBe(true);
      disposeReport(report);
      system.dispose();
    }
  });

  test('frees its transition matrix too', () => {
    const before = tf.memory().numTensors;
    racGan({ ...tiny, transition: { kind: 'symmetric', rate: 0.5 } }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
