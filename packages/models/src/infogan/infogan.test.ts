import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ImageBatch, randomStream, type StepContext, type StepReport } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { latentSizeOf } from './codes';
import { type InfoganConfig, infoganConfig } from './config';
import { infoganDiscriminator } from './discriminator';
import { infoganGenerator } from './generator';
import { infogan } from './infogan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<InfoganConfig> = {
  ...{ resolution: 8, noiseSize: 3, categories: [4, 2], continuous: 2, width: 2, hiddenUnits: 6, codeUnits: 5, seed: 1 },
};
const rowsOf = (x: Tensor): number[][] => (x as Tensor2D).arraySync();

describe('topology', () => {
  test("the code's network for MNIST", () => {
    const outputsOf = (model: LayersModel): string[] =>
      model.layers.map(({ name, outputShape }) => `${name} ${outputShape.slice(1).join('x')}`);
    const narrow = { width: 4, hiddenUnits: 16, codeUnits: 8 };
    const [generator, discriminator] = [infoganGenerator(narrow), infoganDiscriminator(narrow)];
    expect(outputsOf(generator).filter((line) => !line.includes('elu'))).toEqual([
      ...['input 74', 'hidden 16', 'hidden/norm 16', 'project 392', 'project/norm 392', 'project/reshape 7x7x8'],
      ...['up1 14x14x4', 'up1/norm 14x14x4', 'image 28x28x1', 'image/tanh 28x28x1'],
    ]);
    expect(
      outputsOf(discriminator)
        .filter((line) => !line.includes('elu'))
        .sort(),
    ).toEqual([
      ...['codes 14', 'codes/hidden 8', 'codes/hidden/norm 8', 'down1 14x14x4', 'down2 7x7x8', 'down2/norm 7x7x8'],
      ...['hidden 16', 'hidden/flatten 392', 'hidden/norm 16', 'images 28x28x1', 'logit 1'],
    ]);
    generator.dispose();
    discriminator.dispose();
  });

  test('Q stands on the trunk of D: the two share all but the heads', () => {
    const net = network<Tensor, Tensor[]>(infoganDiscriminator(tiny));
    const images = randomStream(3).uniform([2, 8, 8, 1]);
    const variable = net.trainable.find(({ name }) => name.includes('down1/kernel'))!;
    const before = net.apply(images, { training: false }).map(rowsOf);
    variable.assign(tf.mul(variable, 3));
    const after = net.apply(images, { training: false }).map(rowsOf);
    expect(after[0]).not.toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
    net.dispose();
  });
});

describe('infoganConfig', () => {
  test('fills in defaults', () => {
    expect(infoganConfig()).toMatchObject({ noiseSize: 62, categories: [10], continuous: 2, slope: 0.1, generatorRate: 1e-3, beta1: 0.5 });
    expect(latentSizeOf(infoganConfig())).toBe(74);
  });

  test.each([
    [{ categories: [1] }, 'categories must be a list of integers >= 2, one a code. Got [1].'],
    [{ categories: null }, 'categories must be a list of integers >= 2, one a code. Got null.'],
    [{ categories: 10 }, 'categories must be a object. Got 10.'],
    [{ categories: [], continuous: 0 }, 'there must be a code, categorical or continuous. Got neither.'],
    [{ resolution: 30 }, 'resolution must be a multiple of 4. Got 30.'],
    [{ noiseSize: 0 }, 'noiseSize must be an integer >= 1. Got 0.'],
    [{ continuous: -1 }, 'continuous must be an integer >= 0. Got -1.'],
    [{ continuousWeight: -1 }, 'continuousWeight must be in [0, ∞). Got -1.'],
    [{ slope: 2 }, 'slope must be in [0, 1). Got 2.'],
    [{ lambda: 1 }, `'lambda' is no option.`],
  ])('refuses %j', (config, message) => {
    expect(() => infoganConfig(config as Partial<InfoganConfig>)).toThrow(message);
  });
});

describe('infogan', () => {
  const images = (): Tensor4D => randomStream(5).uniform([4, 8, 8, 1], { low: -1 }) as Tensor4D;
  const play = async (system: ReturnType<typeof infogan>, drawn: { count: number } = { count: 0 }): Promise<StepReport> => {
    const context: StepContext<ImageBatch> = {
      next: () => {
        drawn.count += 1;
        return Promise.resolve({ images: images() });
      },
      ...{ random: randomStream(4), step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 } },
    };
    return system.step(context);
  };

  test('a round draws one batch, and both updates have the information of the codes', async () => {
    const system = infogan(tiny);
    const drawn = { count: 0 };
    const report = await play(system, drawn);
    expect(drawn.count).toBe(1);
    expect(Object.entries(report).map(([network, terms]) => [network, Object.keys(terms)])).toEqual([
      ['discriminator', ['adversarial', 'categorical', 'continuous']],
      ['generator', ['adversarial', 'categorical', 'continuous']],
    ]);
    // Q knows nothing yet: log 4 + log 2, and the Gaussian's constant with ½ E[c²] of two codes.
    expect(report['discriminator']?.['categorical']?.dataSync()[0]).toBeCloseTo(Math.log(8), 0);
    system.dispose();
  });

  test('without weights of information Q stays as it was, with them it moves', async () => {
    const moved = async (weight: number): Promise<boolean> => {
      const system = infogan({ ...tiny, categoricalWeight: weight, continuousWeight: weight });
      const variable = system.networks.discriminator.trainable.find(({ name }) => name === 'discriminator/codes/kernel')!;
      const before = rowsOf(variable);
      tf.dispose(await play(system));
      const after = rowsOf(variable);
      system.dispose();
      return JSON.stringify(after) !== JSON.stringify(before);
    };
    expect(await moved(0)).toBe(false);
    expect(await moved(1)).toBe(true);
  });

  test('samples of the codes that are asked for', () => {
    const system = infogan(tiny);
    const { numTensors } = tf.memory();
    const sampled = system.sample(
      {
        categories: [1, 1, 3],
        continuous: [
          [0, 0],
          [0.5, 0],
          [0, -2],
        ],
      },
      { random: randomStream(1) },
    );
    expect(sampled.shape).toEqual([3, 8, 8, 1]);
    const pairs = system.sample(
      {
        categories: [
          [1, 0],
          [1, 1],
        ],
      },
      { random: randomStream(1) },
    );
    const numbers = system.sample({ continuous: [[1, 1]] }, { random: randomStream(1) });
    expect([pairs.shape[0], numbers.shape[0]]).toEqual([2, 1]);
    tf.dispose([sampled, pairs, numbers]);
    expect(tf.memory().numTensors).toBe(numTensors);
    system.dispose();
  });

  test.each([
    [{ categories: [4] }, 'categories must be whole numbers below 4, 2 for one code after the other, as many for each sample. Got [[4]].'],
    [{ categories: [[1, 2]] }, 'categories must be whole numbers below 4, 2'],
    [{ categories: [1, [1, 0]] }, 'as many for each sample'],
    [{ categories: [[1, 0, 0]] }, 'categories must be'],
    [{ categories: [1], continuous: [[1]] }, 'continuous must be 2 numbers for each sample, as many samples as categories. Got [[1]].'],
    [
      {
        categories: [1],
        continuous: [
          [1, 2],
          [1, 2],
        ],
      },
      'continuous must be 2 numbers',
    ],
    [{}, 'there must be codes to ask for. Got none.'],
    [0, 'the number of samples must be an integer >= 1. Got 0.'],
  ])('refuses the request %j', (request, message) => {
    const system = infogan(tiny);
    expect(() => system.sample(request, { random: randomStream(1) })).toThrow(message);
    system.dispose();
  });

  test('reads the codes of images', () => {
    const system = infogan(tiny);
    const { categories, means, logVariances } = system.readCodes(images());
    expect([...categories, means, logVariances].map(({ shape }) => shape)).toEqual([
      [4, 4],
      [4, 2],
      [4, 2],
      [4, 2],
    ]);
    system.dispose();
  });

  test('works with categorical or continuous codes alone', async () => {
    for (const config of [
      { categories: [3], continuous: 0 },
      { categories: [], continuous: 2, fixedDeviation: false },
    ]) {
      const system = infogan({ ...tiny, ...config });
      expect(Object.keys((await play(system))['generator'] ?? {})).toHaveLength(2);
      expect(system.readCodes(images()).means.shape[1]).toBe(config.continuous);
      const [along, shape] = config.continuous > 0 ? (['continuous', 20] as const) : (['categories', 6] as const);
      const grid = system.traverse({ along, ...(along === 'categories' ? { rows: 2 } : { columns: 2 }) }, { random: randomStream(1) });
      expect(grid.shape[0]).toBe(shape);
      system.dispose();
    }
  });
});
