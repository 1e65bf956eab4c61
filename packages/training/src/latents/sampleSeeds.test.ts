import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ema, randomStream } from '@ganblocks/core';
import { plainSpace, styleganSpace } from '../../tests/latentSpaces';
import { parseSeeds } from './parseSeeds';
import { sampleSeeds, seedLatents } from './sampleSeeds';
import { truncationSweep } from './truncationSweep';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const noisy = plainSpace('normal', { noise: 0.5 });

describe('sampleSeeds', () => {
  test('an image belongs to its seed, whatever stands beside it', () => {
    const alone = numbers(sampleSeeds(noisy, [7]));
    const among = numbers(sampleSeeds(noisy, [3, 4, 7, 1]));
    expect(among.slice(6, 9)).toEqual(alone);
    expect(new Set(among).size).toBe(12);
  });

  test('has the points of seedLatents, truncated where asked for', () => {
    const plain = plainSpace('normal');
    expect(numbers(sampleSeeds(plain, [5, 6]))).toEqual(numbers(seedLatents(plain, [5, 6])));
    expect(numbers(seedLatents(plain, [5]))).toEqual(numbers(plain.draw(1, randomStream(5).split('latents'))));
    expect(Math.max(...numbers(sampleSeeds(plain, [5, 6, 7], { psi: 0.2 })).map(Math.abs))).toBeLessThanOrEqual(0.2);
    const stylegan = styleganSpace();
    expect(sampleSeeds(stylegan, [1, 2], { psi: 0.5, layers: 2 }).shape).toEqual([2, 8, 8, 3]);
    stylegan.dispose();
  });

  test('leaves one tensor, and teaches', () => {
    const before = tf.memory().numTensors;
    sampleSeeds(noisy, [1, 2], { psi: 1 }).dispose();
    seedLatents(noisy, [1, 2]).dispose();
    truncationSweep(noisy, { seeds: [1, 2], psis: [1, 2] }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => sampleSeeds(noisy, [])).toThrow('sampleSeeds: expected at least one seed. Got none.');
    expect(() => seedLatents(noisy, [])).toThrow('seedLatents: expected at least one seed. Got none.');
    expect(() => sampleSeeds(noisy, [-1])).toThrow('seed must be an integer');
    expect(() => truncationSweep(noisy, { seeds: [1], psis: [] })).toThrow('truncationSweep: expected at least one psi. Got none.');
  });
});

test('truncationSweep has a row a seed, a column a psi', () => {
  const [seeds, psis] = [[1, 2, 3], [2, 0.5]]; // prettier-ignore
  const sweep = numbers(truncationSweep(noisy, { seeds, psis }));
  const expected = seeds.flatMap((seed) => psis.flatMap((psi) => numbers(sampleSeeds(noisy, [seed], { psi }))));
  expect(sweep).toEqual(expected);
});

test('averaged weights are lent to all tools, and given back', () => {
  const space = styleganSpace();
  const { average } = space;
  const means = ema([{ trainable: [], statistics: [average] }], { decay: 0 });
  const draw = (): number[] => numbers(sampleSeeds(space, [1], { psi: 0 }));
  const before = draw();
  average.assign(tf.add(average, 1));
  const after = draw();
  expect(after).not.toEqual(before);
  expect(means.during(draw)).toEqual(before);
  expect(draw()).toEqual(after);
  means.dispose();
  space.dispose();
});

describe('parseSeeds', () => {
  test.each([
    ['7', [7]],
    ['1-4,7', [1, 2, 3, 4, 7]],
    [' 0 , 5 - 6 ', [0, 5, 6]],
    ['3,3', [3, 3]],
  ])("'%s'", (text, seeds) => expect(parseSeeds(text)).toEqual(seeds));

  test.each(['', 'a', '1,', '-3', '4-1', '1.5', '1e3', '1-99999999', '99999999999999999999', '1-2-3'])("refuses '%s'", (text) => {
    expect(() => parseSeeds(text)).toThrow(`parseSeeds: expected whole numbers and ranges, such as 1-4,7. Got '${text}'.`);
  });
});
