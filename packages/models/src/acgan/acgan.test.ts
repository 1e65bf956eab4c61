import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LabelledBatch, randomStream, type StepContext } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { disposeReport } from '../testing/run';
import { acgan } from './acgan';
import { type AcganConfig, acganConfig } from './config';
import { acganDiscriminator } from './discriminator';
import { acganGenerator } from './generator';
import { acganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<AcganConfig> = {
  ...{ resolution: 8, imageChannels: 1, classes: 3, latentSize: 2, generatorChannels: [4, 3], discriminatorChannels: [3, 4], seed: 1 },
};
const batch = (seed: number): LabelledBatch => ({
  images: randomStream(seed).uniform([6, 8, 8, 1], { low: -1 }) as Tensor4D,
  labels: tf.tensor1d([0, 1, 2, 0, 1, 2], 'int32'),
});
function contextOf(): StepContext<LabelledBatch> & { readonly drawn: LabelledBatch[] } {
  const drawn: LabelledBatch[] = [];
  const next = (): Promise<LabelledBatch> => Promise.resolve(drawn[drawn.push(batch(drawn.length)) - 1]!);
  return { drawn, next, random: randomStream(4), step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 } };
}
const numberOf = (x: Tensor | undefined): number => x?.dataSync()[0] ?? NaN;

/** A model up to one of its layers, with the same weights. */
const upTo = (model: LayersModel, layer: string): LayersModel => tfl.model({ inputs: model.inputs, outputs: model.getLayer(layer).output });

describe('topology', () => {
  const shapesOf = (model: LayersModel): string[] => {
    const shown = model.layers.filter(({ name }) => !name.includes('/') && name !== 'features');
    model.dispose();
    return shown.map(({ outputShape }) => (outputShape as number[]).slice(1).join('x')).filter((shape) => shape !== '');
  };
  const presetOf = (name: string): Partial<AcganConfig> => acganPresets[name]!.config;

  test.each([
    [
      'paper-32',
      ['100', '6144', '8x8x192', '16x16x96', '32x32x3'],
      ['32x32x3', '16x16x16', '16x16x32', '8x8x64', '8x8x128', '4x4x256', '4x4x512', '1', '10'],
    ],
    ['tfjs-28', ['100', '3456', '7x7x192', '14x14x96', '28x28x1'], ['28x28x1', '14x14x32', '14x14x64', '7x7x128', '7x7x256', '1', '10']],
    ['digits', ['16', '256', '3136', '14x14x32', '28x28x1'], ['28x28x1', '14x14x32', '7x7x64', '256', '1', '10']],
  ])('of %s', (preset, generator, discriminator) => {
    expect(shapesOf(acganGenerator(presetOf(preset)))).toEqual(generator);
    expect(shapesOf(acganDiscriminator(presetOf(preset)))).toEqual(discriminator);
  });

  const namesOf = (model: LayersModel): string[] => {
    const names = model.layers.map(({ name }) => name);
    model.dispose();
    return names;
  };

  test('batch norm is at neither end, and behind the ReLUs where it is told to', () => {
    const ends = ['image', 'image/tanh'];
    const [plain, behind] = [namesOf(acganGenerator(tiny)), namesOf(acganGenerator({ ...tiny, normAt: 'behind' }))];
    expect(plain.slice(-7)).toEqual(['project/reshape', 'project/relu', 'up1', 'up1/norm', 'up1/relu', ...ends]);
    expect(behind.slice(-5)).toEqual(['up1', 'up1/relu', 'up1/norm', ...ends]);
  });

  test('the discriminator adds noise before it drops, at each layer', () => {
    expect(namesOf(acganDiscriminator({ ...tiny, activationNoise: 0.2 })).slice(1)).toEqual([
      ...['down1', 'down1/leakyRelu', 'down1/noise', 'down1/dropout'],
      ...['down2', 'down2/norm', 'down2/leakyRelu', 'down2/noise', 'down2/dropout', 'features', 'logit', 'classLogits'],
    ]);
  });

  test('a class beside the latents is a dense layer on its one-hot vector', () => {
    const net = network<Tensor[]>(acganGenerator(tiny));
    const [kernel, bias, table] = ['kernel', 'bias', 'labels/table'].map((name) =>
      net.trainable.find((variable) => variable.name === `generator/project/${name}`)!,
    );
    const part = network<Tensor[]>(upTo(net.model, 'project/sum'), { name: 'part' });
    const [latents, labels] = [randomStream(1).normal([3, 2]), tf.tensor1d([2, 0, 2], 'int32')];
    const joined = tf.concat([latents, tf.cast(tf.oneHot(labels, 3), 'float32')], 1);
    const expected = tf.add(tf.matMul(joined as tf.Tensor2D, tf.concat([kernel!, table!]) as tf.Tensor2D), bias!);
    const got = part.apply([latents, labels], { training: false });
    expect([...got.dataSync()]).toEqual([...expected.dataSync()].map((x) => expect.closeTo(x, 6)));
    net.dispose();
  });

  test('or their product with its vector', () => {
    const net = network<Tensor[]>(acganGenerator({ ...tiny, labels: 'multiplied' }));
    const table = net.trainable.find(({ name }) => name === 'generator/labels/vectors/table')!;
    const part = network<Tensor[]>(upTo(net.model, 'labels/product'), { name: 'part' });
    const [latents, labels] = [randomStream(1).normal([3, 2]), tf.tensor1d([2, 0, 2], 'int32')];
    const expected = tf.mul(latents, tf.gather(table, labels));
    expect(part.apply([latents, labels], { training: false }).dataSync()).toEqual(expected.dataSync());
    net.dispose();
  });
});

describe('acganConfig', () => {
  test('fills in defaults: strides of 2 and 1 in turn', () => {
    expect(acganConfig()).toMatchObject({ resolution: 32, latentSize: 100, dropout: 0.5, discriminatorStrides: [2, 1, 2, 1, 2, 1] });
    expect(acganConfig({ discriminatorChannels: [8, 8, 8] }).discriminatorStrides).toEqual([2, 1, 2]);
    expect(acganConfig({ resolution: 28 }).generatorChannels).toEqual([384, 192]);
    expect(acganConfig({ resolution: 28, firstUp: 'valid' }).generatorChannels).toEqual([384, 192, 96]);
  });

  test.each([
    [
      { resolution: 30 },
      'acgan: 30 pixels cannot be grown by 2 doublings of whole pixels. Resize the images, or change generatorChannels.',
    ],
    [{ resolution: 16, firstUp: 'valid' }, "16 pixels cannot be grown by 'valid' and 2 doublings"],
    [{ discriminatorStrides: [2, 1] }, 'acgan: discriminatorStrides must be a 1 or 2 for each of the channels. Got [2,1]. Leave it out.'],
    [{ discriminatorChannels: [] }, 'acgan: discriminatorChannels must be a list of integers >= 1'],
    [{ labels: 'added' }, "acgan: labels must be 'concatenated' or 'multiplied'. Got \"added\"."],
    [{ dropout: 1 }, 'acgan: dropout must be in [0, 1). Got 1.'],
    [{ activationNoise: -0.1 }, 'acgan: activationNoise must be in [0, ∞). Got -0.1.'],
    [{ realLabel: 0.5 }, 'acgan: realLabel must lie in (0.5, 1]. Got 0.5.'],
    [{ classes: 0 }, 'acgan: classes must be an integer >= 1. Got 0.'],
    [{ width: 4 }, "'width' is no option."],
  ])('refuses %j', (config, message) => {
    expect(() => acganConfig(config as Partial<AcganConfig>)).toThrow(message);
  });
});

describe('acgan', () => {
  test('a round draws one batch; each network has a loss on the source and one on the classes', async () => {
    const system = acgan(tiny);
    const context = contextOf();
    const report = await system.step(context);
    expect(context.drawn).toHaveLength(1);
    expect(Object.entries(report).map(([network, terms]) => [network, Object.keys(terms)])).toEqual([
      ['discriminator', ['adversarial', 'classes']],
      ['generator', ['adversarial', 'classes']],
    ]);
    // Small weights: nothing is known of source or class.
    expect(numberOf(report['discriminator']!['adversarial'])).toBeCloseTo(2 * Math.LN2, 1);
    expect(numberOf(report['discriminator']!['classes'])).toBeCloseTo(2 * Math.log(3), 1);
    expect(numberOf(report['generator']!['classes'])).toBeCloseTo(Math.log(3), 1);
    disposeReport(report);
    system.dispose();
  });

  test('weights are those of the class terms; fakes may be left out', async () => {
    const system = acgan({ ...tiny, discriminatorClassWeight: 3, generatorClassWeight: 0.5, classifyFakes: false });
    const report = await system.step(contextOf());
    expect(numberOf(report['discriminator']!['classes'])).toBeCloseTo(3 * Math.log(3), 0);
    expect(numberOf(report['generator']!['classes'])).toBeCloseTo(0.5 * Math.log(3), 1);
    disposeReport(report);
    system.dispose();
  });

  test('the discriminator is shown images alone, and says source and class', () => {
    const system = acgan(tiny);
    const { images } = batch(1);
    const { logits, classLogits } = system.networks.discriminator.apply(images, { training: false });
    expect([logits.shape, classLogits!.shape]).toEqual([[6, 1], [6, 3]]); // prettier-ignore
    system.dispose();
  });

  test('a smoothed label of reals is the loss that the discriminator has', async () => {
    const [plain, smoothed] = [acgan(tiny), acgan({ ...tiny, realLabel: 0.8 })];
    const [first, second] = [await plain.step(contextOf()), await smoothed.step(contextOf())];
    expect(numberOf(first['discriminator']!['adversarial'])).not.toBe(numberOf(second['discriminator']!['adversarial']));
    expect(numberOf(first['discriminator']!['classes'])).toBe(numberOf(second['discriminator']!['classes']));
    for (const report of [first, second]) disposeReport(report);
    for (const system of [plain, smoothed]) system.dispose();
  });

  test('samples are of the classes in turn, or of those asked for', () => {
    const system = acgan(tiny);
    const draw = (request: Parameters<typeof system.sample>[0]): readonly number[] => [
      ...system.sample(request, { random: randomStream(1) }).dataSync(),
    ];
    expect(draw(4)).toEqual(draw({ labels: [0, 1, 2, 0] }));
    expect(draw({ labels: [1, 1] })).not.toEqual(draw({ labels: [1, 2] }));
    expect(() => draw({ labels: [3] })).toThrow('labels must be whole numbers from 0 to 2');
    system.dispose();
  });
});
