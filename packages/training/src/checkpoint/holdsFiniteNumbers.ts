import type { RawTensor } from '@ganblocks/core';

/** Whether every number of a raw tensor is finite as a float32; integers are. */
export function holdsFiniteNumbers({ dtype, data }: RawTensor): boolean {
  if (dtype === 'F32') return (data as Float32Array).every((value) => Number.isFinite(value));
  if (dtype === 'F64') return (data as Float64Array).every((value) => Number.isFinite(Math.fround(value)));
  // Of half precision and bfloat16 `data` has the bits: an exponent of ones is NaN or infinity.
  if (dtype === 'F16') return (data as Uint16Array).every((bits) => (bits & 0x7c00) !== 0x7c00);
  if (dtype === 'BF16') return (data as Uint16Array).every((bits) => (bits & 0x7f80) !== 0x7f80);
  return true;
}
