import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { check } from '@ganblocks/core';
import { onDisk } from './diskError';
import { lockFolder, type FolderLock } from './lockFolder';
import { makeFolder } from './makeFolder';
import { sweepTemporaries } from './sweepTemporaries';

/** The mark by which `config.json` tells a run folder of ours from any other. */
export const RUN_FORMAT = 'ganblocks-run';

/** Of what an earlier run left, files that its user's script added included, only earlier ones still stay where they are; and hidden files. */
const STAYS = /^earlier-\d+$/;

export interface ClaimedFolder {
  /** Absolute. */
  readonly path: string;
  /** Where the files of an earlier run have been moved, if there was one. */
  readonly movedTo?: string;
  /** Held until it is released: no other run may use the folder meanwhile. */
  readonly lock: FolderLock;
}

/**
 * Makes a folder ready for a run, and nothing of anybody's is lost: a missing folder is made; an empty one is used (hidden files do not count);
 * one with an earlier run of ours has that run's files moved into `earlier-1` (or -2, …) inside it, unless the run is `resumed` and continues
 * them; any other is refused, and so is one that another run is using. What a killed process left half written is removed.
 *
 * @throws GanError that names the path, what failed and what to do.
 */
export async function claimFolder(run: string, { resumed }: { resumed: boolean }): Promise<ClaimedFolder> {
  const path = resolve(run);
  await onDisk('create the folder', path, () => makeFolder(path));
  const names = await visibleNames(path);
  const ours = names.length > 0 && (await isRunFolder(path));
  check(names.length === 0 || ours, () => {
    return `run folder: '${path}' must be new, empty, or the folder of an earlier run. Got a folder with other files (${names.slice(0, 3).join(', ')}). Choose another folder with 'run' (on a command line: --run).`;
  });
  const lock = await lockFolder(path);
  try {
    return { path, lock, ...(await prepared(path, { ours, resumed })) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function prepared(path: string, { ours, resumed }: { ours: boolean; resumed: boolean }): Promise<{ readonly movedTo?: string }> {
  // Only in a folder of ours: elsewhere hidden files are somebody's.
  if (ours) await sweepTemporaries([path, join(path, 'samples')]);
  const movedTo = ours && !resumed ? await moveAside(path, await visibleNames(path)) : undefined;
  const samples = join(path, 'samples');
  await onDisk('create the folder', samples, () => makeFolder(samples));
  return movedTo === undefined ? {} : { movedTo };
}

async function visibleNames(path: string): Promise<string[]> {
  const names = await onDisk('list the folder', path, () => readdir(path));
  return names.filter((name) => !name.startsWith('.'));
}

async function isRunFolder(path: string): Promise<boolean> {
  try {
    const config: unknown = JSON.parse(await readFile(join(path, 'config.json'), 'utf8'));
    return typeof config === 'object' && config !== null && 'format' in config && config.format === RUN_FORMAT;
  } catch {
    return false;
  }
}

async function moveAside(path: string, names: readonly string[]): Promise<string> {
  let number = 1;
  while (names.includes(`earlier-${number}`)) number++;
  const target = join(path, `earlier-${number}`);
  await onDisk('move the earlier run into', target, async () => {
    await mkdir(target);
    // config.json goes last: until then the folder can still be told as ours.
    const files = names.filter((name) => !STAYS.test(name)).sort((a, b) => Number(a === 'config.json') - Number(b === 'config.json'));
    for (const name of files) await rename(join(path, name), join(target, name));
  });
  return target;
}
