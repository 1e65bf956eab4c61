import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ImageSource } from '../cache/imageSource';
import type { ListedFile } from './listFiles';

/** A hash that changes with the names, sizes and times of files. */
export function fingerprintOf(files: readonly ListedFile[]): string {
  const hash = createHash('sha256');
  for (const { name, size, mtimeMs } of files) hash.update(`${JSON.stringify([name, size, mtimeMs])}\n`);
  return hash.digest('hex');
}

/** Image files as a source. */
export function fileSource(files: readonly ListedFile[]): ImageSource {
  return {
    count: files.length,
    nameOf: (index) => files[index]?.name ?? '',
    fingerprint: fingerprintOf(files),
    open: async () => ({ read: (index) => readFile(files[index]?.path ?? ''), close: async () => undefined }),
  };
}
