import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Observer } from '../observer';
import { onDisk } from './diskError';
import { goOnWords } from './endOnSignals';
import { newestCheckpoint } from './newestCheckpoint';
import { atMoment } from './words';
import { writeJson } from './writeAtomically';

/**
 * An observer that, where an error stops a run, says in a line which checkpoint is there and how to go on, and writes `failure.json` with the error's
 * message. The next sitting removes it.
 */
export function failureFile(folder: string, { run, note }: { readonly run: string; readonly note: (line: string) => void }): Observer {
  const path = join(folder, 'failure.json');
  return {
    begin: () => onDisk('remove', path, () => rm(path, { force: true })),
    async fail(error) {
      note(await whatIsLeft(folder, run));
      await writeJson(path, { message: error instanceof Error ? error.message : String(error), date: new Date().toISOString() });
    },
  };
}

async function whatIsLeft(folder: string, run: string): Promise<string> {
  const { found } = await newestCheckpoint(folder);
  if (!found) return `The run stops by an error; no checkpoint had been written in ${folder}.`;
  return `The run stops by an error; its last whole checkpoint is ${found.path}, of ${atMoment(found.info)}. ${goOnWords(run)}`;
}
