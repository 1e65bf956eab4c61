import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onDisk } from './diskError';

export interface WriteOptions {
  /** Called when the new content is safely on the disk and the old one still in place. */
  readonly beforeReplace?: () => Promise<void>;
}

/**
 * Writes a file whole or not at all: under a hidden temporary name in the same folder, flushed to the disk, then renamed over the old one. After a
 * crash at any moment the path holds the old or the new content. One writer per path.
 *
 * @throws GanError that names the path and what to do; the old content is then still there.
 */
export async function writeAtomically(path: string, content: string | Uint8Array, { beforeReplace }: WriteOptions = {}): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.tmp`);
  await onDisk('write', path, async () => {
    try {
      const file = await open(temporary, 'w');
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await beforeReplace?.();
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  });
}

/** Writes a value as indented JSON, atomically. */
export async function writeJson(path: string, value: object): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
}
