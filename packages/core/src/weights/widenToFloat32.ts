import { GanError } from '../errors/index';
import type { RawTensor } from './rawTensor';

/** IEEE 754 half precision: 1 sign bit, 5 of exponent (bias 15), 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/**
 * The numbers of an F16 or BF16 tensor as float32, exactly; a new array.
 *
 * @throws GanError for other dtypes.
 * @example const values = widenToFloat32({ dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00) }); // [1]
 */
export function widenToFloat32({ dtype, data }: RawTensor): Float32Array<ArrayBuffer> {
  if (dtype !== 'F16' && dtype !== 'BF16')
    throw new GanError(`widenToFloat32: dtype must be F16 or BF16. Got ${dtype}. Use data as it is.`);
  if (dtype === 'F16') return Float32Array.from(data as Uint16Array, fromHalf);
  // bfloat16 is the upper half of a float32.
  return new Float32Array(Uint32Array.from(data as Uint16Array, (bits) => bits << 16).buffer);
}
