import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Observer, RunStart } from '../observer';
import { bestCheckpoint, bestFigure } from './bestCheckpoint';
import { checkpointFiles } from './checkpointFiles';
import { checkRunFolderOptions } from './checkRunFolderOptions';
import { claimFolder } from './claimFolder';
import { failureFile } from './failureFile';
import type { FolderLock } from './lockFolder';
import { lastLosses, logFile } from './logFile';
import { lossChart } from './lossChart';
import { metricsFile } from './metricsFile';
import { noteOnStderr } from './note';
import { report } from './report/report';
import { runConfig } from './runConfig';
import type { RunFolderOptions } from './runFolderOptions';
import { sampleSheets } from './sampleSheets';
import { tensorBoard } from './tensorBoard/tensorBoard';
import { warningsFile } from './warningsFile';
import { writeJson } from './writeAtomically';

/**
 * An observer that keeps a run in a folder: `config.json`, `log.jsonl`, `metrics.jsonl`, `warnings.jsonl`, `samples/000000.png` …, `samples.png`,
 * `losses.svg`, `report.html`, TensorBoard's events, `checkpoint.safetensors`, `best.safetensors`, `summary.json`. The folder is made and tried out before the first step. Whatever
 * replaces a file replaces it whole.
 *
 * A folder that holds an earlier run keeps it: a new run moves the earlier one's files into `earlier-1` inside the folder; a resumed run
 * continues them. A folder with other files is refused.
 *
 * @throws GanError, from `begin`, that names the path, what failed (EACCES, ENOTDIR, EROFS, ENOSPC …) and what to do.
 * @example await train(gan, digits, { images: 60_000, observers: [runFolder('runs/digits')] });
 */
export function runFolder(path: string, options: RunFolderOptions = {}): Observer {
  const { keep = 2, samples = 64, columns = 8, tensorBoard: board = true, note = noteOnStderr } = options;
  checkRunFolderOptions(path, options);
  let folder = '';
  let lock: FolderLock | undefined;
  let begun = 0;
  /** What says how a run went, and what it can go on from. */
  let records: readonly Observer[] = [];
  let checkpoints: readonly Observer[] = [];

  const open = ({ images }: RunStart, figure: string | undefined): void => {
    const { sampleEvery = Math.ceil(images / 20), checkpointEvery = Math.ceil(images / 10) } = options;
    const log = join(folder, 'log.jsonl');
    records = [
      logFile(log),
      metricsFile(join(folder, 'metrics.jsonl')),
      warningsFile(join(folder, 'warnings.jsonl')),
      ...(samples > 0 ? [sampleSheets(folder, { every: sampleEvery, count: samples, columns })] : []),
      lossChart(join(folder, 'losses.svg'), { every: sampleEvery, log }),
      ...(board ? [tensorBoard(folder, { every: sampleEvery, samples, columns })] : []),
      failureFile(folder, { run: path, note }),
      // Last: it is made of what the others have written.
      report(folder, { every: sampleEvery }),
    ];
    const saved = checkpointFiles(folder, { every: checkpointEvery, keep });
    checkpoints = figure === undefined ? [saved] : [saved, bestCheckpoint(folder, { figure })];
  };

  return {
    async begin(run) {
      const figure = bestFigure(run, options.best);
      const claimed = await claimFolder(path, { resumed: run.step > 0 });
      ({ path: folder, lock } = claimed);
      begun = run.step;
      if (claimed.movedTo !== undefined) note(`${folder} held an earlier run; its files are now in ${claimed.movedTo}`);
      await writeJson(join(folder, 'config.json'), runConfig(run));
      await rm(join(folder, 'summary.json'), { force: true });
      open(run, figure);
      for (const part of [...records, ...checkpoints]) await part.begin?.(run);
    },
    async step(event) {
      await lock?.beat();
      for (const part of [...records, ...checkpoints]) await part.step?.(event);
    },
    async warn(warning, at) {
      for (const part of records) await part.warn?.(warning, at);
    },
    async recover(at, error) {
      // The checkpoint first: a run that is killed before its log is cut cuts it when it is resumed.
      for (const part of [...checkpoints, ...records]) await part.recover?.(at, error);
    },
    async end(summary) {
      for (const part of [...records, ...checkpoints]) await part.end?.(summary);
      // A run that was at its end already has losses of before.
      const losses = summary.steps > begun ? summary.losses : await lastLosses(join(folder, 'log.jsonl'));
      await writeJson(join(folder, 'summary.json'), { ...summary, losses, date: new Date().toISOString() });
      await lock?.release();
    },
    async fail(error) {
      try {
        for (const part of [...records, ...checkpoints]) await part.fail?.(error);
      } finally {
        await lock?.release();
      }
    },
  };
}
