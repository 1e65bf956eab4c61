import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GanError } from '@ganblocks/core';
import { fileErrorCode } from './fileError';

/** Writes a file whole or not at all: under a temporary name in the same folder, then renamed. `where` is what errors begin with. */
export async function writeWhole(path: string, bytes: Uint8Array, where: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, bytes, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    // Best effort: the first error is the one to report.
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = fileErrorCode(error);
    throw new GanError(`${where}: '${path}' cannot be written (${code}). ${writeRemedy(code, dirname(path))}`, { cause: error });
  }
}

export function writeRemedy(code: string, folder: string): string {
  if (code === 'ENOENT') return `Make the folder '${folder}' first, or choose another path.`;
  if (code === 'ENOTDIR') return `'${folder}' is or lies under a file, not a folder: choose another path.`;
  if (code === 'EISDIR' || code === 'ENOTEMPTY' || code === 'EEXIST') return 'A folder has this name: choose another path.';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full: make room, or choose another path.';
  return `Allow writing into the folder '${folder}', or choose another path.`;
}
