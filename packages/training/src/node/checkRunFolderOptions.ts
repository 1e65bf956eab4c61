import { check } from '@ganblocks/core';
import type { RunFolderOptions } from './runFolderOptions';

/**
 * Checks what `runFolder` is given.
 *
 * @throws GanError naming the option that does not fit.
 */
export function checkRunFolderOptions(path: string, options: RunFolderOptions): void {
  const { keep = 2, samples = 64, columns = 8, sampleEvery = 1, checkpointEvery = 1 } = options;
  const expect = (fits: boolean, option: string, expected: string, received: number, remedy: string): void =>
    check(fits, () => `run folder: ${option} must be ${expected}. Got ${received}. ${remedy}`);
  const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  check(path !== '', () => "run folder: run must be the path of a folder. Got ''. Use for example 'runs/mine'.");
  expect(isWhole(keep, 1), 'keep', 'a whole number above 0', keep, 'Use 2: the latest checkpoint and the one before it.');
  expect(isWhole(samples, 0), 'samples', 'a whole number from 0', samples, 'Use 64, or 0 for no sheets.');
  expect(isWhole(columns, 1), 'columns', 'a whole number above 0', columns, 'Use 8.');
  expect(sampleEvery > 0, 'sampleEvery', 'a number of images above 0', sampleEvery, 'Leave it out for 20 sheets a run.');
  expect(checkpointEvery > 0, 'checkpointEvery', 'a number of images above 0', checkpointEvery, 'Leave it out for 10 checkpoints a run.');
}
