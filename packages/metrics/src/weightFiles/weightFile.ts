import { check, GanError, printable, readSafetensors, shown, widenToFloat32, type RawTensor } from '@ganblocks/core';
import { sha256 } from './sha256';

export interface WeightFileOptions {
  /** SHA-256 that the file must have, in hexadecimal. Default: any; the extractor states what it is. */
  readonly sha256?: string;
}

/** The weights of a network in a safetensors file. */
export interface WeightFile {
  /** SHA-256 of the file. */
  readonly hash: string;
  /** Of all tensors, sorted. */
  readonly names: readonly string[];
  /**
   * The numbers of a tensor as float32.
   *
   * @throws GanError where it is missing, of another shape, not of floating point numbers, or not finite.
   */
  floats(name: string, shape: readonly number[]): Float32Array;
}

/**
 * Opens a safetensors file of weights, all float32 or of another floating point type.
 *
 * @throws GanError where the bytes are no such file, or not the one that `expected` is the hash of.
 */
export async function openWeightFile(where: string, bytes: Uint8Array, { sha256: expected }: WeightFileOptions): Promise<WeightFile> {
  const { tensors } = readSafetensors(bytes);
  const hash = await sha256(where, bytes);
  check(
    expected === undefined || expected.toLowerCase() === hash,
    () => `${where}: expected weights of SHA-256 ${printable(String(expected))}. Got ${hash}. Use the file that it was taken of.`,
  );
  return {
    hash,
    names: [...tensors.keys()].sort(),
    floats(name, shape) {
      const found = tensors.get(name);
      const received = found === undefined ? 'none' : `${found.dtype} ${shown(found.shape)}`;
      check(
        found !== undefined && shown(found.shape) === shown(shape),
        () => `${where}: '${name}' must be a tensor ${shown(shape)}. Got ${received}. Is this the file of another network?`,
      );
      const numbers = floatsOf(where, name, found);
      check(
        numbers.every(Number.isFinite),
        () => `${where}: '${name}' must be finite. Got NaN or infinity. Download or convert the weights again.`,
      );
      return numbers;
    },
  };
}

const floatsOf = (where: string, name: string, raw: RawTensor): Float32Array => {
  if (raw.dtype === 'F32') return raw.data as Float32Array;
  if (raw.dtype === 'F64') return Float32Array.from(raw.data as Float64Array);
  if (raw.dtype === 'F16' || raw.dtype === 'BF16') return widenToFloat32(raw);
  throw new GanError(`${where}: '${name}' must be of floating point numbers. Got ${raw.dtype}. Save it as float32.`);
};
