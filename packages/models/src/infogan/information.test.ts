import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import type { JudgedFakes } from '../adversarial/gameTerm';
import { codedLatents, codesOf, posteriorOf } from './codes';
import { type InfoganConfig, infoganConfig } from './config';
import { informationTerms } from './information';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<InfoganConfig> = { noiseSize: 3, categories: [4, 2], continuous: 2 };
const settings = infoganConfig(tiny);
const rowsOf = (x: Tensor): number[][] => (x as Tensor2D).arraySync();

describe('latents', () => {
  test('are noise, one-hot codes and continuous codes', () => {
    const latents = codedLatents(settings).draw(400, randomStream(2));
    const rows = rowsOf(latents);
    const { categories, continuous } = codesOf(settings, latents);
    expect(latents.shape).toEqual([400, 3 + 4 + 2 + 2]);
    expect(categories.map(({ shape }) => shape[1])).toEqual([4, 2]);
    for (const [i, code] of categories.entries()) {
      expect(
        rowsOf(code).every((row) => row.filter((x) => x === 1).length === 1 && row.filter((x) => x === 0).length === row.length - 1),
      ).toBe(true);
      const share = rowsOf(tf.mean(code, 0, true))[0]!;
      share.forEach((x) => expect(Math.abs(x - 1 / settings.categories[i]!)).toBeLessThan(0.08));
    }
    const uniform = [...rows.flatMap((row) => row.slice(0, 3)), ...rowsOf(continuous).flat()];
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(Math.min(...uniform)).toBeLessThan(-0.99);
    expect(Math.max(...uniform)).toBeGreaterThan(0.99);
    tf.dispose([latents, ...categories, continuous]);
  });
});

describe('information', () => {
  // Two fakes: category 2 and 0 of 4, 1 and 1 of 2; continuous codes.
  const latents = tf.tensor2d([
    [9, 9, 9, 0, 0, 1, 0, 0, 1, 0.5, -1],
    [9, 9, 9, 1, 0, 0, 0, 0, 1, 0, 2],
  ]);
  const said = [
    [0.1, 0.2, 1.5, -1, 0, 2, 0.25, 0, 0.5, -0.5],
    [0.3, 0, 0, 1, 1, -1, 1, 1, 0, 1],
  ];
  const judged = (): JudgedFakes => ({
    images: tf.zeros<tf.Rank.R4>([2, 1, 1, 1]),
    heads: { logits: tf.zeros([2, 1]), codes: tf.tensor2d(said) },
    latents,
  });
  const logSoftmax = (logits: number[], at: number): number => logits[at]! - Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0));
  const valueOf = (config: Partial<InfoganConfig>, name: string): number => {
    const fake = judged();
    const term = informationTerms(infoganConfig({ ...tiny, ...config }))[name];
    const [ofGenerator, ofDiscriminator] = [term?.generator?.(fake), term?.discriminator?.(judged(), fake)] as [Scalar, Scalar];
    expect(ofGenerator.dataSync()).toEqual(ofDiscriminator.dataSync());
    return ofGenerator.dataSync()[0]!;
  };

  test('of categorical codes: the sum of their cross-entropies', () => {
    const first = -(logSoftmax(said[0]!.slice(0, 4), 2) + logSoftmax(said[0]!.slice(4, 6), 1));
    const second = -(logSoftmax(said[1]!.slice(0, 4), 0) + logSoftmax(said[1]!.slice(4, 6), 1));
    expect(valueOf({}, 'categorical')).toBeCloseTo((first + second) / 2, 5);
    expect(valueOf({ categoricalWeight: 0.5 }, 'categorical')).toBeCloseTo((first + second) / 4, 5);
  });

  test('of continuous codes: their negative log likelihood under Gaussians of deviation 1, or one that Q finds', () => {
    const constant = Math.log(2 * Math.PI);
    const fixed = (0.25 ** 2 + 1 + 1 + 1) / 4 + constant;
    expect(valueOf({}, 'continuous')).toBeCloseTo(fixed, 5);
    const found = (0.25 ** 2 * Math.exp(-0.5) + 0.5 + Math.exp(0.5) - 0.5 + 1 + 0 + Math.exp(-1) + 1) / 4 + constant;
    expect(valueOf({ fixedDeviation: false, continuousWeight: 0.1 }, 'continuous')).toBeCloseTo(0.1 * found, 5);
  });

  test('has no term of codes that there are none of', () => {
    expect(Object.keys(informationTerms(infoganConfig({ continuous: 0 })))).toEqual(['categorical']);
    expect(Object.keys(informationTerms(infoganConfig({ categories: [] })))).toEqual(['continuous']);
  });
});

test("Q's output is logits, means, log variances", () => {
  const output = tf.tensor2d([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
  const { categories, means, logVariances } = posteriorOf(settings, output);
  expect([...categories, means, logVariances].map(rowsOf)).toEqual([[[1, 2, 3, 4]], [[5, 6]], [[7, 8]], [[9, 10]]]);
});
