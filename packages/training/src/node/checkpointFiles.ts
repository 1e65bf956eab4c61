import { constants, copyFile, link, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { everyImages } from '../everyImages';
import type { Moment, Observer } from '../observer';
import { codeOf } from './diskError';
import { writeAtomically } from './writeAtomically';

/**
 * An observer that writes `checkpoint.safetensors` every `every` images, at the end and where the run has gone back, and keeps the ones before it as
 * `checkpoint.1.safetensors` and so on: `keep` files in all. Whatever fails, the newest file that is there is whole, and the older ones
 * stay until a newer one is on the disk.
 */
export function checkpointFiles(folder: string, { every, keep }: { every: number; keep: number }): Observer {
  const save = async (moment: Moment): Promise<void> => {
    // A state with NaN throws here, before any file is touched.
    const bytes = await moment.checkpoint();
    await writeAtomically(checkpointPath(folder, 0), bytes, { beforeReplace: () => ageFiles(folder, keep) });
  };
  const regularly = everyImages(every, save, { atEnd: true });
  return {
    ...regularly,
    async recover(at, error) {
      await regularly.recover?.(at, error);
      // What lies there now may be of a moment that is no longer part of the run.
      await save(at);
    },
  };
}

/** Where the newest checkpoint of a run folder lies, or one before it. */
function checkpointPath(folder: string, age: number): string {
  return join(folder, age === 0 ? 'checkpoint.safetensors' : `checkpoint.${age}.safetensors`);
}

/** Makes each file the next older one. The newest gets a second name, so that the folder is never without it. */
async function ageFiles(folder: string, keep: number): Promise<void> {
  for (let age = keep - 1; age > 1; age--) await ifThere(() => rename(checkpointPath(folder, age - 1), checkpointPath(folder, age)));
  if (keep > 1) await ifThere(() => duplicate(checkpointPath(folder, 0), checkpointPath(folder, 1), join(folder, '.checkpoint.copy.tmp')));
}

/** Gives a file a second name, or copies it where the file system has no links; `temporary` lies in the same folder. */
async function duplicate(from: string, to: string, temporary: string): Promise<void> {
  try {
    await rm(temporary, { force: true });
    await link(from, temporary).catch(() => copyFile(from, temporary, constants.COPYFILE_FICLONE));
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function ifThere(action: () => Promise<void>): Promise<void> {
  await action().catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}
