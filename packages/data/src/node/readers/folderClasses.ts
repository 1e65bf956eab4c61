import { check, printable } from '@ganblocks/core';
import type { SourceColumns } from '../cache/decodedTable';
import { byCodeUnits } from './listFiles';

/** Where classes come from: 'folders': the first folder of each image's path; 'none': there are none. Default: 'folders' where there are folders. */
export type FolderClasses = 'folders' | 'none';

/**
 * The classes of images by the first folder of their names, `cat/1.png`; the classes are sorted by name (by code units). Deeper folders make no classes.
 *
 * @throws GanError that begins with `where` where some images lie in folders and some beside them.
 */
export function folderClasses(names: readonly string[], classes: FolderClasses | undefined, where: string): SourceColumns {
  check(
    classes === undefined || ['folders', 'none'].includes(classes),
    () => `${where}: classes must be 'folders' or 'none'. Got '${classes}'. Leave it out where unsure.`,
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
  const sorted = [...new Set(folders)].sort(byCodeUnits);
  const numbers = new Map(sorted.map((folder, index) => [folder, index]));
  return { labels: Int32Array.from(folders, (folder) => numbers.get(folder) ?? -1), classes: sorted };
}
