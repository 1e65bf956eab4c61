import { join } from 'node:path';
import { check } from '@ganblocks/core';
import type { Observer, RunStart } from '../observer';
import { checkpointFiles } from './checkpointFiles';
import { claimFolder } from './claimFolder';
import { logFile } from './logFile';
import { lossChart } from './lossChart';
import { runConfig } from './runConfig';
import { sampleSheets } from './sampleSheets';
import { writeJson } from './writeAtomically';

export interface RunFolderOptions {
  /** Images between two sheets of samples, and two drawings of the losses. Default: a twentieth of the run. */
  readonly sampleEvery?: number;
  /** Images between two checkpoints. Default: a tenth of the run. */
  readonly checkpointEvery?: number;
  /** Checkpoints kept: the latest and those before it. Default: 2. */
  readonly keep?: number;
  /** Images on a sheet; 0: no sheets. Default: 64. */
  readonly samples?: number;
  /** Images in a row of a sheet. Default: 8. */
  readonly columns?: number;
  /** Takes a line about what was done with an earlier run's files. Default: writes it to `process.stderr`. */
  readonly note?: (line: string) => void;
}

/**
 * An observer that keeps a run in a folder: `config.json`, `log.jsonl`, `samples/000000.png` …, `samples.png`, `losses.svg`,
 * `checkpoint.safetensors`, `summary.json`. The folder is made and tried out before the first step. Whatever replaces a file replaces it whole.
 *
 * A folder that holds an earlier run keeps it: a new run moves the earlier one's files into `earlier-1` inside the folder; a resumed run
 * continues them. A folder with other files is refused.
 *
 * @throws GanError, from `begin`, that names the path, what failed (EACCES, ENOTDIR, EROFS, ENOSPC …) and what to do.
 * @example await train(gan, digits, { images: 60_000, observers: [runFolder('runs/digits')] });
 */
export function runFolder(path: string, options: RunFolderOptions = {}): Observer {
  const { keep = 2, samples = 64, columns = 8, note = (line) => void process.stderr.write(`${line}\n`) } = options;
  checkOptions(path, { ...options, keep, samples, columns });
  let folder = '';
  let parts: readonly Observer[] = [];

  const openParts = ({ images }: RunStart): readonly Observer[] => {
    const { sampleEvery = Math.ceil(images / 20), checkpointEvery = Math.ceil(images / 10) } = options;
    const log = join(folder, 'log.jsonl');
    return [
      logFile(log),
      ...(samples > 0 ? [sampleSheets(folder, { every: sampleEvery, count: samples, columns })] : []),
      lossChart(join(folder, 'losses.svg'), { every: sampleEvery, log }),
      checkpointFiles(folder, { every: checkpointEvery, keep }),
    ];
  };

  return {
    async begin(run) {
      const claimed = await claimFolder(path, { resumed: run.step > 0 });
      folder = claimed.path;
      if (claimed.movedTo !== undefined) note(`${folder} held an earlier run; its files are now in ${claimed.movedTo}`);
      await writeJson(join(folder, 'config.json'), runConfig(run));
      parts = openParts(run);
      for (const part of parts) await part.begin?.(run);
    },
    async step(event) {
      for (const part of parts) await part.step?.(event);
    },
    async end(summary) {
      for (const part of parts) await part.end?.(summary);
      await writeJson(join(folder, 'summary.json'), { ...summary, date: new Date().toISOString() });
    },
    async fail(error) {
      for (const part of parts) await part.fail?.(error);
    },
  };
}

function checkOptions(path: string, { keep = 2, samples = 64, columns = 8, sampleEvery = 1, checkpointEvery = 1 }: RunFolderOptions): void {
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
