import type { serialization } from '@tensorflow/tfjs-core';
import { check, type ops } from '@ganblocks/core';

/** A kernel's size as [vertical, horizontal]. */
export function kernelPair(where: string, kernelSize: ops.Pair): readonly [number, number] {
  const pair = typeof kernelSize === 'number' ? ([kernelSize, kernelSize] as const) : kernelSize;
  const lengths: readonly number[] = pair;
  const valid = lengths.length === 2 && lengths.every((length) => Number.isInteger(length) && length >= 1);
  check(
    valid,
    () => `${where}: kernelSize must be a positive integer or a pair [vertical, horizontal] of them. Got ${JSON.stringify(kernelSize)}.`,
  );
  return pair;
}

type PlainValue = serialization.ConfigDictValue | readonly [number, number];

/** A configuration as tfjs takes it: its types know no readonly lists. */
export const plain = (config: Readonly<Record<string, PlainValue>>): serialization.ConfigDict =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, Array.isArray(value) ? [...value] : (value as serialization.ConfigDictValue)]),
  );
