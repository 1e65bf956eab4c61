/** The element types of a safetensors file that are read: each with the typed array of its `data`. */
export const RAW_DTYPES = {
  BOOL: Uint8Array,
  U8: Uint8Array,
  I8: Int8Array,
  U16: Uint16Array,
  I16: Int16Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  U32: Uint32Array,
  I32: Int32Array,
  F32: Float32Array,
  U64: BigUint64Array,
  I64: BigInt64Array,
  F64: Float64Array,
} as const;

/** Element type of a raw tensor, named as in safetensors. */
export type RawDtype = keyof typeof RAW_DTYPES;

/** Values of a raw tensor; F16 and BF16 are their bits (see `widenToFloat32`), BOOL is 0 or 1. */
export type RawData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | BigUint64Array
  | BigInt64Array
  | Float64Array;

/** A tensor in a file: plain numbers, no backend. */
export interface RawTensor {
  readonly dtype: RawDtype;
  readonly shape: readonly number[];
  /** In C order. Read from a file it may be a view of the file's bytes: copy it before writing into it. */
  readonly data: RawData;
}

/** Whether `name` is one of `RAW_DTYPES`, and not merely inherited. */
export const isRawDtype = (name: unknown): name is RawDtype => typeof name === 'string' && Object.hasOwn(RAW_DTYPES, name);

/** Number of elements, or NaN where a length is no integer ≥ 0 (`-0` is none) or the product leaves the safe integers. */
export function elementCount(shape: readonly unknown[]): number {
  let count = 1;
  for (const length of shape) {
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0 || Object.is(length, -0)) return NaN;
    count *= length;
    if (!Number.isSafeInteger(count)) return NaN;
  }
  return count;
}
