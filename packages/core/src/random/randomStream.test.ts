import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { GanError } from '../errors/index';
import type { RandomStream } from '../contracts/randomStream';
import { randomStream, restoreRandomStream } from './index';

const read = (tensor: tf.Tensor): number[] => {
  const values = Array.from(tensor.dataSync());
  tensor.dispose();
  return values;
};
/** Every kind of draw once, so that two streams that agree here agree in all. */
const drawAll = (random: RandomStream): number[][] => [
  read(random.normal([3, 1])),
  [random.next()],
  read(random.uniform([2, 2], { low: -1, high: 1 })),
  read(random.normal([2], { mean: 5, deviation: 2 })),
  read(random.integers(5, 1000)),
  read(random.permutation(6)),
  read(random.split('child').normal([3])),
];
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (a: readonly number[], b: readonly number[]): number => mean(a.map((value, i) => value * (b[i] ?? NaN)));

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('the numbers', () => {
  test('are the same in every run', () => {
    const random = randomStream(7);
    expect(random.toJson()).toEqual({
      generator: 'xoroshiro128plus',
      seed: 7,
      path: [],
      state: [-659012155, 1779432806, -332165457, -2116073611],
      spare: null,
    });
    expect([random.next(), random.next(), random.next()]).toEqual([0.9216197042429071, 0.6987538543047477, 0.8384265371864915]);
    const latents = random.split('latents');
    const normal = [0.6485502123832703, -0.2945551872253418, 2.03914475440979, 1.4955663681030273, 0.6507942080497742];
    read(latents.normal([5])).forEach((value, i) => expect(value).toBeCloseTo(normal[i] ?? NaN, 6));
    expect(read(latents.uniform([3]))).toEqual([0.4350670278072357, 0.9548656940460205, 0.8614016175270081]);
    expect(read(latents.integers(6, 10))).toEqual([7, 1, 4, 5, 2, 8]);
    expect(read(latents.permutation(8))).toEqual([6, 5, 1, 4, 3, 7, 2, 0]);
  });

  test('depend on every bit of the seed', () => {
    const seeds = [0, 1, 2, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER];
    expect(new Set(seeds.map((seed) => randomStream(seed).next())).size).toBe(seeds.length);
    expect(drawAll(randomStream(3))).toEqual(drawAll(randomStream(3)));
  });

  test('do not depend on how they are cut into calls', () => {
    const whole = read(randomStream(1).normal([12]));
    const cut = randomStream(1);
    expect([1, 0, 3, 2, 5, 1].flatMap((count) => read(cut.normal([count])))).toEqual(whole);
  });

  test('come from pure-rand alike as an ES module and as CommonJS', () => {
    const required = createRequire(import.meta.url)('pure-rand/generator/xoroshiro128plus') as {
      xoroshiro128plusFromState: typeof xoroshiro128plusFromState;
    };
    const [imported, other] = [xoroshiro128plusFromState([1, 2, 3, 4]), required.xoroshiro128plusFromState([1, 2, 3, 4])];
    expect(Array.from({ length: 9 }, () => imported.next())).toEqual(Array.from({ length: 9 }, () => other.next()));
  });

  test('come in the asked shape and dtype', () => {
    tf.tidy(() => {
      const random = randomStream(0);
      const found = [random.normal([2, 3]), random.uniform([]), random.integers(4, 2), random.permutation(3), random.normal([2, 0])];
      expect(found.map((t) => [t.shape, t.dtype])).toEqual([
        [[2, 3], 'float32'],
        [[], 'float32'],
        [[4], 'int32'],
        [[3], 'int32'],
        [[2, 0], 'float32'],
      ]);
      expect([random.integers(0, 5).size, random.permutation(0).size]).toEqual([0, 0]);
    });
  });
});

describe('uniform', () => {
  test('stays in [low, high) after rounding to float32', () => {
    // 1 - 2^-53 rounds to 1: the largest words must not.
    const largest = restoreRandomStream({ generator: 'xoroshiro128plus', seed: 0, path: [], state: [0, -1, 0, 0], spare: null });
    expect(largest.next()).toBeGreaterThan(1 - 2 ** -26);
    const again = restoreRandomStream({ generator: 'xoroshiro128plus', seed: 0, path: [], state: [0, -1, 0, 0], spare: null });
    expect(read(again.uniform([1]))).toEqual([1 - 2 ** -24]);
    // 0.7 rounds to a float32 below it: the smallest words must not.
    const smallest = restoreRandomStream({ generator: 'xoroshiro128plus', seed: 0, path: [], state: [1, 0, 0, 0], spare: null });
    expect(read(smallest.uniform([1], { low: 0.7 }))[0]).toBe(Math.fround(0.7) + 2 ** -24);
    const bound = fc.double({ min: -1e30, max: 1e30, noNaN: true });
    fc.assert(
      fc.property(bound, fc.double({ min: 1e-6, max: 1, noNaN: true }), fc.nat(), (low, relative, seed) => {
        const high = low + Math.abs(low) * relative + 1e-30;
        for (const value of read(randomStream(seed).uniform([20], { low, high }))) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThan(high);
        }
      }),
    );
    // Two float32 numbers lie in this interval.
    const values = read(randomStream(1).uniform([1000], { low: 1, high: 1 + 2 ** -22 }));
    expect(new Set(values)).toEqual(new Set([1, 1 + 2 ** -23]));
  });
});

describe('split', () => {
  test('does not depend on what was drawn, nor on other children', () => {
    const [fresh, used] = [randomStream(5), randomStream(5)];
    drawAll(used);
    used.split('other').next();
    expect(drawAll(used.split('data'))).toEqual(drawAll(fresh.split('data')));
  });

  test('gives unrelated streams for names, paths and seeds', () => {
    const streams = [
      randomStream(5),
      randomStream(6),
      randomStream(5).split(''),
      randomStream(5).split('a'),
      randomStream(5).split('b'),
      randomStream(6).split('a'),
      randomStream(5).split('a').split('b'),
      randomStream(5).split('a/b'),
      randomStream(5).split('a,b'),
      randomStream(5).split('a","b'),
      randomStream(5).split('__proto__'),
      randomStream(5).split('\ud800'),
    ];
    const samples = streams.map((stream) => read(stream.normal([2000])));
    samples.forEach((sample, i) => {
      expect(Math.abs(mean(sample))).toBeLessThan(0.1);
      samples.slice(0, i).forEach((other) => expect(Math.abs(correlation(sample, other))).toBeLessThan(0.1));
    });
  });
});

test('wrong arguments are refused, and draw nothing', () => {
  const random = randomStream(1);
  const before = JSON.stringify(random.toJson());
  const wrong: readonly [() => unknown, RegExp][] = [
    [() => randomStream(-1), /seed/],
    [() => randomStream(1.5), /seed/],
    [() => randomStream(2 ** 53), /seed/],
    [() => randomStream(NaN), /seed/],
    [() => random.normal([2, -1]), /shape.*\[2, -1\]/],
    [() => random.normal([1.5]), /shape/],
    [() => random.uniform([2 ** 16, 2 ** 16]), /shape/],
    [() => random.normal([2], { deviation: -1 }), /deviation/],
    [() => random.normal([2], { mean: NaN }), /mean/],
    [() => random.normal([2], { deviation: 1e38 }), /float32/],
    [() => random.uniform([2], { low: 1, high: 1 }), /low must be below high/],
    [() => random.uniform([2], { low: 0, high: Infinity }), /high/],
    [() => random.uniform([2], { low: NaN }), /low/],
    [() => random.uniform([2], { low: 1 + 2 ** -30, high: 1 + 2 ** -29 }), /no float32/],
    [() => random.integers(-1, 2), /count/],
    [() => random.integers(1.5, 2), /count/],
    [() => random.integers(1, 0), /below/],
    [() => random.integers(1, 2.5), /below/],
    [() => random.integers(1, 2 ** 31 + 1), /below/],
    [() => random.permutation(-1), /count/],
    [() => random.split(1 as unknown as string), /name/],
  ];
  for (const [call, message] of wrong) {
    expect(call).toThrow(GanError);
    expect(call).toThrow(message);
  }
  expect(JSON.stringify(random.toJson())).toBe(before);
});
