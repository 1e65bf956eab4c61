import { expect, test } from '@jest/globals';
import { sizeCases, sizeOf } from './sizes';

/** Holds what a page pays for one import to its budget. */
export function testSizes(folder: string): void {
  test.each(sizeCases.filter(({ budget }) => budget !== undefined))('$what costs at most $budget bytes, gzipped', async (one) => {
    const { gzipped } = await sizeOf(one, folder);
    expect(gzipped).toBeGreaterThan(50);
    expect(gzipped).toBeLessThanOrEqual(one.budget ?? 0);
  });
}
