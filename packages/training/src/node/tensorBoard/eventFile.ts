import { open, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf, onDisk } from '../diskError';
import { makeFolder } from '../makeFolder';
import { startEvent, summaryEvent, versionEvent } from './event';
import type { SummaryValue } from './summary';
import { tfRecord } from './tfRecord';

/** An event file that grows. */
export interface EventFile {
  readonly path: string;
  /** Appends one event and hands it to the system; after a crash at most the last is cut short, which TensorBoard passes over. */
  add(step: number, values: readonly SummaryValue[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a new event file in `folder`, which is made if it is missing. TensorBoard reads all event files of a folder in the order of their names as one
 * run; from `firstStep` on it forgets what the earlier ones say.
 *
 * @throws GanError that names the path and what to do.
 */
export async function openEventFile(folder: string, { firstStep }: { readonly firstStep: number }): Promise<EventFile> {
  await onDisk('create the folder', folder, () => makeFolder(folder));
  const { path, file } = await onDisk('create an event file in', folder, () => createFile(folder));
  const append = (...events: Uint8Array[]): Promise<void> => {
    return onDisk('write', path, () => file.appendFile(Buffer.concat(events.map(tfRecord))));
  };
  await append(versionEvent(now()), startEvent({ wallTime: now(), step: firstStep }));
  return {
    path,
    add: (step, values) => append(summaryEvent({ wallTime: now(), step }, values)),
    close: () => onDisk('close', path, () => file.close()),
  };
}

const now = (): number => Date.now() / 1000;

/** TensorFlow's kind of name, by time, machine and process, numbered where a second sees several. */
async function createFile(folder: string): Promise<{ path: string; file: FileHandle }> {
  const host = hostname().replace(/[^\w.-]/g, '-');
  const name = `events.out.tfevents.${String(Math.floor(now())).padStart(10, '0')}.${host}.${process.pid}`;
  for (let number = 0; ; number++) {
    const path = join(folder, `${name}.${number}`);
    try {
      return { path, file: await open(path, 'ax') };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}
