import { check, printable } from '@ganblocks/core';
import type { SourceColumns } from '../cache/decodedTable';
import { byCodeUnits } from './listFiles';

/**
 * Where classes come from: 'folders': the first folder of each image's path; 'none': there are none; or the names of the folders in the order of
 * their numbers. Default: 'folders' where there are folders.
 */
export type FolderClasses = 'folders' | 'none' | readonly string[];

/**
 * The classes of images by the first folder of their names, `cat/1.png`; the classes are sorted by name (by code units). Deeper folders make no classes.
 *
 * @throws GanError that begins with `where` where some images lie in folders and some beside them, or in one that is not in the list.
 */
export function folderClasses(names: readonly string[], classes: FolderClasses | undefined, where: string): SourceColumns {
  check(
    classes === undefined || typeof classes === 'object' || ['folders', 'none'].includes(classes),
    () => `${where}: classes must be 'folders', 'none' or a list of folders. Got '${String(classes)}'. Leave it out where unsure.`,
  );
  const folders = names.map((name) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : ''));
  const outside = folders.indexOf('');
  const flat = folders.every((folder) => folder === '');
  if (classes === 'none' || (classes === undefined && flat)) return {};
  check(
    outside === -1,
    () =>
      `${where}: expected each image in the folder of its class. Got '${printable(names[outside] ?? '')}' outside of any folder. Move it, or pass { classes: 'none' }.`,
  );
  const named = typeof classes === 'object' ? [...classes] : [...new Set(folders)].sort(byCodeUnits);
  const numbers = new Map(named.map((folder, index) => [folder, index]));
  const unknown = folders.find((folder) => !numbers.has(folder));
  check(
    unknown === undefined && numbers.size === named.length,
    () =>
      `${where}: classes must name every folder once. Got ${unknown === undefined ? 'a name twice' : `images in '${printable(unknown)}'`}, classes ${printable(named.join(', '), 80)}. Correct the list, or leave it out.`,
  );
  return { labels: Int32Array.from(folders, (folder) => numbers.get(folder) ?? -1), classes: named };
}
