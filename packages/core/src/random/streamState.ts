import type { JsonObject, JsonValue } from '../contracts/json';
import { check, shown } from '../errors/index';

/** A stream's identity (seed, path) and position (generator state, Gaussian left over). */
export interface StreamState {
  readonly seed: number;
  readonly path: readonly string[];
  /** Four int32 words, not all zero. */
  readonly state: readonly number[];
  readonly spare: number | null;
}

const isSeed = (value: JsonValue | undefined): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isPath = (value: JsonValue | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');
const isWords = (value: JsonValue | undefined): value is readonly number[] =>
  Array.isArray(value) &&
  value.length === 4 &&
  value.every((word) => typeof word === 'number' && word === (word | 0)) &&
  value.some((word) => word !== 0);
const isSpare = (value: JsonValue | undefined): value is number | null =>
  value === null || (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 9);

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Checks that JSON is what `RandomStream.toJson` returns.
 *
 * @throws GanError naming the first field that does not fit.
 */
export function parseStreamState(json: unknown): StreamState {
  const where = 'restoreRandomStream';
  const remedy = 'Pass what RandomStream.toJson returned.';
  check(isObject(json), () => `${where}: expected an object. Got ${shown(json)}. ${remedy}`);
  const field = (name: string): JsonValue | undefined => (Object.hasOwn(json, name) ? json[name] : undefined);
  const [generator, seed, path, state, spare] = [field('generator'), field('seed'), field('path'), field('state'), field('spare')];
  check(generator === 'xoroshiro128plus', () => `${where}: generator must be 'xoroshiro128plus'. Got ${shown(generator)}. ${remedy}`);
  check(isSeed(seed), () => `${where}: seed must be an integer in [0, 2^53 - 1]. Got ${shown(seed)}. ${remedy}`);
  check(isPath(path), () => `${where}: path must be a list of names. Got ${shown(path)}. ${remedy}`);
  check(isWords(state), () => `${where}: state must be four 32-bit integers, not all 0. Got ${shown(state)}. ${remedy}`);
  check(isSpare(spare), () => `${where}: spare must be null or a number below 9 in size. Got ${shown(spare)}. ${remedy}`);
  return { seed, path: [...path], state: [...state], spare };
}
