import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { check, printable } from '@ganblocks/core';
import { newestCheckpoint } from '@ganblocks/training/node';
import { checkUsage } from '../usageError';

/** A run that was found. */
export interface FoundRun {
  /** Absolute. */
  readonly folder: string;
  /** Of the checkpoint. */
  readonly bytes: Uint8Array;
}

/**
 * The folder of a run, and the bytes of its newest whole checkpoint; a path may also be that of a checkpoint itself.
 *
 * @throws UsageError where there is none; GanError where all are damaged.
 */
export async function findCheckpoint(path: string, note: (line: string) => void): Promise<FoundRun> {
  const shown = printable(path, 200);
  checkUsage(existsSync(path), () => `there is no run at '${shown}'. Give the folder of a run, such as runs/00001-dcgan-mnist.`);
  const absolute = resolve(path);
  if (!statSync(absolute).isDirectory()) return { folder: dirname(absolute), bytes: await readFile(absolute) };
  const { found, damaged } = await newestCheckpoint(absolute);
  for (const { path: file, reason } of damaged) note(`${file} cannot be used: ${reason}`);
  checkUsage(found !== undefined || damaged.length > 0, () => {
    return `'${shown}' has no checkpoint. Give the folder of a run; one that ended before its first checkpoint must be started again.`;
  });
  check(found !== undefined, () => `'${shown}' has no whole checkpoint. Got ${damaged.length} damaged. Start the run again.`);
  return { folder: absolute, bytes: found.bytes };
}
