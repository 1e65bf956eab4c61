import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compareGolden, readGoldens, type GoldenCase, type GoldenTensor, type Goldens } from '@ganblocks/core/testing';
import { expect } from '@jest/globals';

const fileOf = (name: string): string => fileURLToPath(new URL(`../../../goldens/${name}`, import.meta.url));

let opened: Promise<Goldens> | undefined;
const openGoldens = async (): Promise<Goldens> =>
  readGoldens({ manifest: JSON.parse(await readFile(fileOf('manifest.json'), 'utf8')), read: async (name) => readFile(fileOf(name)) });

export interface OpenGolden {
  readonly golden: GoldenCase;
  /** A stored tensor as float64. */
  float64(name: string): Float64Array;
  /** Expects computed numbers to be the stored ones within the tolerance of the case. */
  expectEqual(name: string, actual: number | ArrayLike<number>): void;
}

/** Reads one case of the public goldens. */
export async function openGolden(name: string): Promise<OpenGolden> {
  const goldens = await (opened ??= openGoldens());
  const golden = goldens.cases.find((candidate) => candidate.name === name)!;
  const tensors = await goldens.tensors(golden);
  const stored = (tensor: string): GoldenTensor => tensors.get(tensor)!;
  return {
    golden,
    float64: (tensor) => Float64Array.from(stored(tensor).data),
    expectEqual(tensor, actual) {
      const { shape } = stored(tensor);
      const data = typeof actual === 'number' ? [actual] : actual;
      expect([tensor, compareGolden({ shape, data }, stored(tensor), golden.tolerance)]).toEqual([
        tensor,
        expect.objectContaining({ passed: true }),
      ]);
    },
  };
}
