import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckpoint, type CheckpointInfo } from '../checkpoint/index';
import { codeOf, onDisk } from './diskError';

/** A checkpoint of a run folder, read and whole. */
export interface FoundCheckpoint {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly info: CheckpointInfo;
}

/** What `newestCheckpoint` has found. */
export interface NewestCheckpoint {
  /** `undefined` where there is no whole one. */
  readonly found: FoundCheckpoint | undefined;
  /** Newer ones that cannot be used, and why. */
  readonly damaged: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * The newest checkpoint of a run folder that is whole: `checkpoint.safetensors`, or, where that is damaged, the newest before it. A folder that is
 * not there has none.
 *
 * @throws GanError where the folder or a file cannot be read.
 * @example
 * const { found } = await newestCheckpoint('runs/digits');
 * console.log(found?.info.imagesSeen);
 */
export async function newestCheckpoint(folder: string): Promise<NewestCheckpoint> {
  const damaged: { path: string; reason: string }[] = [];
  for (const name of await checkpointNames(folder)) {
    const path = join(folder, name);
    const bytes = await onDisk('read', path, () => readFile(path));
    try {
      const { info } = readCheckpoint(bytes);
      return { found: { path, bytes, info }, damaged };
    } catch (error) {
      damaged.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { found: undefined, damaged };
}

/** By age, the newest first. */
async function checkpointNames(folder: string): Promise<readonly string[]> {
  const names = await onDisk('list the folder', folder, () =>
    readdir(folder).catch((error: unknown): string[] => {
      if (codeOf(error) !== 'ENOENT') throw error;
      return [];
    }),
  );
  const aged = names.flatMap((name) => {
    const [match, age = '0'] = /^checkpoint(?:\.(\d+))?\.safetensors$/.exec(name) ?? [];
    return match === undefined ? [] : [{ name, age: Number(age) }];
  });
  return aged.sort((a, b) => a.age - b.age).map(({ name }) => name);
}
