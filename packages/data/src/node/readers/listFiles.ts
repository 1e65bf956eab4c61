import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GanError } from '@ganblocks/core';
import { fileErrorCode } from '../fileError';

/** A file of a folder. */
export interface ListedFile {
  /** Below the folder, with `/` on every system. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** The ends of names of images. The last four cannot be decoded: they are named as broken, rather than left out without a word. */
export const IMAGE_FILE = /\.(?:png|jpe?g|jfif|webp|avif|gif|tiff?|bmp|hei[cf]|jxl)$/i;

const AT_A_TIME = 32;

/**
 * The files of a folder and of the folders in it whose names match, sorted by name (by code units: the same on every system). Hidden files and
 * folders, which begin with a dot, are left out; links are followed.
 *
 * @throws GanError that begins with `where` where the folder cannot be read.
 */
export async function listFiles(folder: string, matching: RegExp, where: string): Promise<ListedFile[]> {
  try {
    const names = await namesIn(folder, '', matching, []);
    names.sort(byCodeUnits);
    const files: ListedFile[] = [];
    for (let at = 0; at < names.length; at += AT_A_TIME) {
      files.push(...(await Promise.all(names.slice(at, at + AT_A_TIME).map((name) => listed(folder, name)))));
    }
    return files;
  } catch (error) {
    const remedy = 'Check that it is a folder, and may be read.';
    throw new GanError(`${where}: the folder '${folder}' cannot be read (${fileErrorCode(error)}). ${remedy}`, { cause: error });
  }
}

export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function listed(folder: string, name: string): Promise<ListedFile> {
  const path = join(folder, name);
  // A link to nowhere stays in the list: it is a broken image, which is named when it is decoded.
  const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
  return { name, path, size, mtimeMs };
}

/** `above` are the folders on the way here, so that a link to one of them ends the descent. */
async function namesIn(root: string, below: string, matching: RegExp, above: readonly string[]): Promise<string[]> {
  const folder = join(root, below);
  const real = await realpath(folder);
  if (above.includes(real)) return [];
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    const kind = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => entry) : entry;
    if (kind.isDirectory()) names.push(...(await namesIn(root, name, matching, [...above, real])));
    else if (matching.test(entry.name)) names.push(name);
  }
  return names;
}
