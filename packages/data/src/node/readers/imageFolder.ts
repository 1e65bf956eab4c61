import { basename, resolve } from 'node:path';
import { check } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { fileSource } from './fileSource';
import { folderClasses } from './folderClasses';
import type { FolderClasses } from './folderClasses';
import { IMAGE_FILE, listFiles } from './listFiles';
import type { ListedFile } from './listFiles';

export interface ImageFolderOptions extends ImageReaderOptions {
  /**
   * 'folders': the class of an image is the first folder below the folder, `photos/cat/1.png`, deeper ones make no difference; 'none': there are
   * no classes; a list: these folders, numbered in this order, so that a test set has the numbers of its training set (`classes: train.classes`)
   * though one of its folders is empty. Default: 'folders' where there are folders.
   */
  readonly classes?: FolderClasses | undefined;
}

/**
 * The images of a folder and of the folders in it: PNG, JPEG, WebP, AVIF, GIF (the first frame), TIFF, in the order of their names.
 *
 * They are decoded once, into a cache file; what has not changed since, by names, sizes and times of the files, is not decoded again. Images are
 * then read from that file when they are asked for, so that memory does not grow with the data set.
 *
 * @throws GanError where the folder has no image or cannot be read, an image is broken (unless `broken` is 'skip'), or sharp is not installed.
 * @example
 * import { mkdir } from 'node:fs/promises';
 *
 * await mkdir('photos');
 * await writePng('photos/gray.png', { width: 2, height: 2, channels: 1, data: Uint8Array.of(9, 9, 9, 9) });
 * const photos = await imageFolder('photos', { resolution: 64 });
 * photos.imageShape; // [64, 64, 3]
 * const dataset = labelledImages(photos);
 */
export async function imageFolder(folder: string, options: ImageFolderOptions = {}): Promise<ImageTable> {
  const where = `imageFolder '${folder}'`;
  const files = await imagesIn(folder, where);
  const columns = folderClasses(
    files.map((file) => file.name),
    options.classes,
    where,
  );
  const name = options.name ?? basename(resolve(folder));
  const cache = await decodedImages({ where, name, source: fileSource(files), origin: resolve(folder), folder, options });
  return decodedTable(name, cache, columns, { name, source: `folder ${folder}` });
}

/** The image files of a folder, one at least. */
export async function imagesIn(folder: string, where: string): Promise<ListedFile[]> {
  const files = await listFiles(folder, IMAGE_FILE, where);
  check(
    files.length > 0,
    () => `${where}: expected images (.png, .jpg, .jpeg, .webp, .avif, .gif, .tif, .tiff). Got none. Check the folder.`,
  );
  return files;
}
