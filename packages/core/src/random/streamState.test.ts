import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import type { JsonObject } from '../contracts/index';
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
const roundTrip = (random: RandomStream): RandomStream => restoreRandomStream(JSON.parse(JSON.stringify(random.toJson())) as JsonObject);

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('toJson and restore', () => {
  test('continue bit for bit from the middle of anything', () => {
    const draw = fc.constantFrom<(random: RandomStream) => void>(
      (random) => read(random.normal([3])),
      (random) => read(random.normal([1])),
      (random) => read(random.uniform([5])),
      (random) => read(random.integers(3, 3)),
      (random) => read(random.permutation(4)),
      (random) => void random.next(),
    );
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(fc.string(), { maxLength: 3 }), fc.array(draw, { maxLength: 12 }), (seed, path, draws) => {
        const random = path.reduce((stream, name) => stream.split(name), randomStream(seed));
        draws.forEach((each) => each(random));
        const copy = roundTrip(random);
        expect(drawAll(copy)).toEqual(drawAll(random));
        expect(copy.toJson()).toEqual(random.toJson());
      }),
    );
  });

  test('toJson is a snapshot', () => {
    const random = randomStream(1);
    const before = random.toJson();
    const text = JSON.stringify(before);
    drawAll(random);
    expect(JSON.stringify(before)).toBe(text);
  });

  test('hostile JSON is refused by name of the field', () => {
    const good = { ...randomStream(1).toJson() };
    const refused: readonly [object, RegExp][] = [
      [{ ...good, generator: 'mersenne' }, /generator/],
      [{ ...good, seed: -1 }, /seed/],
      [{ ...good, seed: 1.5 }, /seed/],
      [{ ...good, seed: '1' }, /seed/],
      [{ ...good, path: 'a' }, /path/],
      [{ ...good, path: [1] }, /path/],
      [{ ...good, state: [0, 0, 0, 0] }, /state/],
      [{ ...good, state: [1, 2, 3] }, /state/],
      [{ ...good, state: [1, 2, 3, 2 ** 31] }, /state/],
      [{ ...good, state: [1, 2, 3, 0.5] }, /state/],
      [{ ...good, state: [1, 2, 3, null] }, /state/],
      [{ ...good, spare: 'x' }, /spare/],
      [{ ...good, spare: 1e300 }, /spare/],
      [{}, /generator/],
      [[], /object/],
      [Object.create(good) as object, /generator/],
    ];
    for (const [json, message] of refused) {
      expect(() => restoreRandomStream(json as JsonObject)).toThrow(GanError);
      expect(() => restoreRandomStream(json as JsonObject)).toThrow(message);
    }
    expect(() => restoreRandomStream(null as unknown as JsonObject)).toThrow(GanError);
    expect(restoreRandomStream(good).next()).toBe(randomStream(1).next());
  });

  test('any JSON either restores or throws a GanError', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('generator', 'seed', 'path', 'state', 'spare'), (value, field) => {
        for (const json of [value, { ...randomStream(1).toJson(), [field]: value }]) {
          try {
            expect(restoreRandomStream(json as JsonObject).next()).toBeLessThan(1);
          } catch (error) {
            expect(error).toBeInstanceOf(GanError);
          }
        }
      }),
    );
  });
});
