import * as tf from '@tensorflow/tfjs-core';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { JsonObject } from '../contracts/json';
import type { RandomStream } from '../contracts/randomStream';
import { check } from '../errors/index';
import { fillNormal, fillPermutation, integerBelow, uniform53 } from './draws';
import { fillUniform } from './fillUniform';
import { hash128 } from './hash128';
import { parseStreamState, type StreamState } from './streamState';

const FLOAT32_MAX = (2 - 2 ** -23) * 2 ** 127;
const INT32_RANGE = 2 ** 31;

function checkCount(where: string, count: number): void {
  const valid = Number.isInteger(count) && count >= 0 && count < INT32_RANGE;
  check(valid, () => `${where}: count must be an integer in [0, ${INT32_RANGE - 1}]. Got ${count}.`);
}

function sizeOf(where: string, shape: readonly number[]): number {
  const size = shape.reduce((product, length) => product * length, 1);
  const valid = shape.every((length) => Number.isInteger(length) && length >= 0) && size < INT32_RANGE;
  check(
    valid,
    () => `${where}: shape must hold non-negative integers, at most ${INT32_RANGE - 1} numbers in all. Got [${shape.join(', ')}].`,
  );
  return size;
}

function streamFrom({ seed, path, state, spare: initialSpare }: StreamState): RandomStream {
  const words = xoroshiro128plusFromState(state);
  let spare = initialSpare;
  return {
    normal(shape, { mean = 0, deviation = 1 } = {}) {
      const size = sizeOf('RandomStream.normal', shape);
      // Box-Muller over 53 bits reaches 8.6 deviations.
      const valid = deviation >= 0 && Math.abs(mean) + 9 * deviation <= FLOAT32_MAX;
      check(
        valid,
        () => `RandomStream.normal: mean must be finite, deviation >= 0, both small enough for float32. Got ${mean} and ${deviation}.`,
      );
      const numbers = new Float32Array(size);
      spare = fillNormal(words, numbers, mean, deviation, spare);
      return tf.tensor(numbers, [...shape], 'float32');
    },
    uniform(shape, { low = 0, high = 1 } = {}) {
      const numbers = new Float32Array(sizeOf('RandomStream.uniform', shape));
      fillUniform(words, numbers, low, high);
      return tf.tensor(numbers, [...shape], 'float32');
    },
    integers(count, below) {
      checkCount('RandomStream.integers', count);
      const valid = Number.isInteger(below) && below >= 1 && below <= INT32_RANGE;
      check(valid, () => `RandomStream.integers: below must be an integer in [1, ${INT32_RANGE}]. Got ${below}.`);
      const numbers = new Int32Array(count);
      for (let index = 0; index < count; index++) numbers[index] = integerBelow(words, below);
      return tf.tensor1d(numbers, 'int32');
    },
    permutation(count) {
      checkCount('RandomStream.permutation', count);
      const numbers = new Int32Array(count);
      fillPermutation(words, numbers);
      return tf.tensor1d(numbers, 'int32');
    },
    next: () => uniform53(words),
    split(name) {
      check(typeof name === 'string', () => `RandomStream.split: name must be a string. Got ${typeof name}.`);
      return startingStream(seed, [...path, name]);
    },
    toJson: (): JsonObject => ({ generator: 'xoroshiro128plus', seed, path: [...path], state: [...words.getState()], spare }),
  };
}

function startingStream(seed: number, path: readonly string[]): RandomStream {
  return streamFrom({ seed, path, state: hash128(JSON.stringify([seed, ...path])), spare: null });
}

/**
 * A seeded, splittable, serializable stream of random numbers over xoroshiro128+, whose 128-bit start is a hash of seed and path.
 *
 * The same seed and position give the same numbers on every backend; Gaussian numbers rest on the JavaScript engine's log, sin and cos
 * and may differ in the last float32 digit between engines. Tensors belong to whoever asked for them.
 *
 * @param seed An integer in [0, 2⁵³ - 1].
 * @throws GanError if the seed is no such integer.
 * @see Blackman & Vigna 2018, "Scrambled Linear Pseudorandom Number Generators", https://arxiv.org/abs/1805.01407
 * @example
 * const random = randomStream(7);
 * const latents = random.split('latents').normal([64, 128]);
 */
export function randomStream(seed: number): RandomStream {
  check(Number.isSafeInteger(seed) && seed >= 0, () => `randomStream: seed must be an integer in [0, 2^53 - 1]. Got ${String(seed)}.`);
  return startingStream(seed + 0, []);
}

/**
 * The stream that `toJson` described, continued exactly where it stood.
 *
 * @throws GanError if the JSON is not what `RandomStream.toJson` returns.
 * @example
 * const random = randomStream(7).split('latents');
 * const same = restoreRandomStream(random.toJson());
 */
export function restoreRandomStream(json: JsonObject): RandomStream {
  return streamFrom(parseStreamState(json));
}
