import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What `writeAtomically` calls a file until it is whole. */
const TEMPORARY = /^\..+\.tmp$/;

/** Removes what a killed process left half written in the folders of a run. */
export async function sweepTemporaries(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names.filter((one) => TEMPORARY.test(one))) await rm(join(folder, name), { force: true });
  }
}
