import { describe, expect, test } from '@jest/globals';
import { GanError, randomStream } from '@ganblocks/core';
import { fuzzReader, mutateBytes } from '@ganblocks/core/testing';
import { byNumpy, byNumpyCompressed } from '../../tests/numpyFiles';
import { readNpy, writeNpy } from './npy';
import { readStatistics } from './statistics';
import { zipEntries } from './zip';

const FILES = 2000;

function* mutated(files: readonly Uint8Array[], seed: number, head: number) {
  const random = randomStream(seed);
  for (let number = 0; number < FILES; number++) yield mutateBytes(files[number % files.length]!, random.split(`file ${number}`), { head });
}

describe('damaged files are read or refused', () => {
  test(`${FILES} .npy files`, () => {
    const file = writeNpy({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    const { accepted, refused } = fuzzReader(mutated([file], 1, 80), {
      read: readNpy,
      verify({ value }) {
        if (value) expect(value.data.length).toBe(value.shape.reduce((product, length) => product * length, 1));
      },
    });
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 100);
  });

  test(`${FILES} directories of zip files`, () => {
    const { accepted, refused } = fuzzReader(mutated([byNumpy, byNumpyCompressed], 2, 40), {
      read: zipEntries,
      verify({ value, bytes }) {
        for (const { stored, size } of value ?? [])
          expect([stored.length <= bytes.length, size <= 1032 * bytes.length + 64]).toEqual([true, true]);
      },
    });
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 100);
  });

  test(`${FILES} files of statistics`, async () => {
    let [accepted, refused] = [0, 0];
    for (const { bytes } of mutated([byNumpy, byNumpyCompressed], 3, 400)) {
      try {
        const { mean, covariance } = await readStatistics(bytes);
        expect(covariance.length).toBe(mean.length ** 2);
        accepted++;
      } catch (error) {
        if (!(error instanceof GanError)) throw error;
        expect(error.message.length).toBeLessThan(500);
        refused++;
      }
    }
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 100);
  });
});
