import { basename, dirname, resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { GanError, check, printable } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import type { SourceColumns } from '../cache/decodedTable';
import { fileErrorCode } from '../fileError';
import { datasetLabels } from './datasetJson';
import { fingerprintOf } from './fileSource';
import { folderClasses } from './folderClasses';
import { IMAGE_FILE, byCodeUnits } from './listFiles';
import { openZip } from './zipFile';
import type { ZipArchive } from './zipFile';

export interface ImageZipOptions extends ImageReaderOptions {
  /**
   * 'dataset.json': the labels of that file; 'folders': the first folder of each image's path, as `imageFolder` has it; 'none': no classes.
   * Default: 'dataset.json' where the archive has it, otherwise 'folders' where there are folders.
   */
  readonly classes?: 'dataset.json' | 'folders' | 'none';
}

/**
 * The images in a zip file, in the order of their names, with the labels of its `dataset.json`: the layout of the StyleGAN tools, or class folders.
 * One folder around everything makes no class. It is decoded once into a cache file, as `imageFolder` does it, and not unpacked to disk.
 *
 * @throws GanError where the file is damaged or has no images, labels and images do not fit, or sharp or yauzl are not installed.
 * @see Karras et al., StyleGAN2-ADA, `dataset_tool.py`: https://github.com/NVlabs/stylegan2-ada-pytorch
 * @example
 * const openFaces = () => imageZip('ffhq256x256.zip', { resolution: 64 }); // a promise of a table
 */
export async function imageZip(path: string, options: ImageZipOptions = {}): Promise<ImageTable> {
  const where = `imageZip '${path}'`;
  const fingerprint = await fileFingerprint(path, where);
  const zip = await openZip(path, where);
  try {
    const entries = zip.names
      .map((file, index) => ({ file, index }))
      .filter(({ file }) => IMAGE_FILE.test(file))
      .sort((a, b) => byCodeUnits(a.file, b.file));
    check(
      entries.length > 0,
      () => `${where}: expected images (.png, .jpg, .webp, …). Got none in ${zip.names.length} files. Check the file.`,
    );
    const names = entries.map(({ file }) => file);
    const columns = await columnsOf(zip, names, options.classes, where);
    const name = options.name ?? basename(path).replace(/\.zip$/i, '');
    const source = {
      count: names.length,
      nameOf: (index: number) => names[index] ?? '',
      fingerprint,
      open: async () => ({ read: (index: number) => zip.read(entries[index]?.index ?? -1), close: async () => undefined }),
    };
    const cache = await decodedImages({ where, name, source, origin: resolve(path), folder: dirname(path), options });
    return decodedTable(name, cache, columns, { name, source: `zip file ${path}` });
  } finally {
    await zip.close();
  }
}

async function fileFingerprint(path: string, where: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return fingerprintOf([{ name: basename(path), path, size, mtimeMs }]);
  } catch (error) {
    throw new GanError(`${where}: it cannot be read (${fileErrorCode(error)}). Check the path.`, { cause: error });
  }
}

async function columnsOf(
  zip: ZipArchive,
  names: readonly string[],
  classes: ImageZipOptions['classes'],
  where: string,
): Promise<SourceColumns> {
  if (classes === 'none') return {};
  const root = sharedRoot(names);
  const top = zip.names.indexOf('dataset.json');
  const json = top === -1 ? zip.names.indexOf(`${root}dataset.json`) : top;
  check(
    classes !== 'dataset.json' || json !== -1,
    () => `${where}: expected 'dataset.json' in the archive. There is none. Add it, or leave classes out.`,
  );
  if (json === -1 || classes === 'folders') {
    const byFolders = classes === 'folders' ? classes : undefined;
    return folderClasses(
      names.map((name) => name.slice(root.length)),
      byFolders,
      where,
    );
  }
  const bytes = await zip.read(json).catch((error: unknown) => {
    const reason = printable(fileErrorCode(error), 100);
    throw new GanError(`${where}: its dataset.json cannot be read (${reason}). Make the file again, or pass { classes: 'none' }.`, {
      cause: error,
    });
  });
  const below = top === -1 ? names.map((name) => name.slice(root.length)) : names;
  const labels = datasetLabels(new TextDecoder().decode(bytes), below, where);
  return labels === undefined ? {} : { labels };
}

/** The folder that all images are in, with its `/`. */
function sharedRoot(names: readonly string[]): string {
  const [first = ''] = names;
  const root = first.slice(0, first.indexOf('/') + 1);
  return names.every((name) => name.startsWith(root)) ? root : '';
}
