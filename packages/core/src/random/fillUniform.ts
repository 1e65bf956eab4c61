import { check } from '../errors/index';
import { uniform53, type Words } from './draws';
import { float32AtLeast, float32Below } from './float32Bounds';

/**
 * Fills `values` with uniform numbers in [low, high), one 53-bit draw each. Rounding to float32 could leave the interval
 * (0.99999999 becomes 1), so the result is held between the float32 numbers that lie in it.
 *
 * @throws GanError if no float32 lies in [low, high), or a bound is beyond float32's range.
 */
export function fillUniform(words: Words, values: Float32Array, low: number, high: number): void {
  const representable = Number.isFinite(Math.fround(low)) && Number.isFinite(Math.fround(high));
  check(
    representable && low < high,
    () => `RandomStream.uniform: low must be below high, both within float32's range. Got low ${low}, high ${high}.`,
  );
  const least = float32AtLeast(low);
  const greatest = float32Below(high);
  check(least <= greatest, () => `RandomStream.uniform: the interval [${low}, ${high}) holds no float32 number. Use a wider one.`);
  const width = high - low;
  for (let index = 0; index < values.length; index++) {
    const value = Math.fround(low + width * uniform53(words));
    values[index] = value < least ? least : value > greatest ? greatest : value;
  }
}
