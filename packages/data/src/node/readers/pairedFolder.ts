import { basename, join, resolve } from 'node:path';
import { check, printable } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { fileSource } from './fileSource';
import { imagesIn } from './imageFolder';
import type { ListedFile } from './listFiles';

export interface PairedFolderOptions extends Omit<ImageReaderOptions, 'broken' | 'crop'> {
  /** The folders of the two sides in the folder, `['A', 'B']`: a pair has the same name in both, but for its ending. Default: each image is A and B, side by side. */
  readonly sides?: readonly [a: string, b: string];
}

/** Two tables: image i of `a` belongs to image i of `b`. */
export interface ImagePairs {
  readonly a: ImageTable;
  readonly b: ImageTable;
}

/**
 * The pairs of a folder: images that are A and B side by side, as pix2pix has them, or two folders whose files have the same names.
 *
 * Both sides go into cache files of their own; see `imageFolder`. A broken image is an error, because skipping it would part the others.
 *
 * @throws GanError where there is no pair, an image has no partner, or one is broken.
 * @see Isola, Zhu, Zhou, Efros, "Image-to-Image Translation with Conditional Adversarial Networks", 2017: https://arxiv.org/abs/1611.07004
 * @example
 * import { mkdir } from 'node:fs/promises';
 *
 * await mkdir('pairs');
 * await writePng('pairs/1.png', { width: 4, height: 2, channels: 1, data: Uint8Array.of(0, 0, 9, 9, 0, 0, 9, 9) }); // A is black, B is not
 * const { a, b } = await pairedFolder('pairs', { resolution: 2 });
 * const dataset = pairedImages(a, b);
 */
export async function pairedFolder(folder: string, options: PairedFolderOptions = {}): Promise<ImagePairs> {
  const where = `pairedFolder '${folder}'`;
  const name = options.name ?? basename(resolve(folder));
  const { sides } = options;
  const read = async (side: 'a' | 'b', from: string, files: readonly ListedFile[]): Promise<ImageTable> => {
    const crop = side === 'a' ? 'leftHalf' : 'rightHalf';
    const reading: ImageReaderOptions = sides === undefined ? { ...options, crop } : options;
    const title = `${name}-${side}`;
    const cache = await decodedImages({ where, name: title, source: fileSource(files), origin: resolve(from), folder, options: reading });
    return decodedTable(title, cache, {}, { name: title, source: `folder ${from}`, side });
  };
  if (sides === undefined) {
    const files = await imagesIn(folder, where);
    return { a: await read('a', folder, files), b: await read('b', folder, files) };
  }
  const [folderA, folderB] = [join(folder, sides[0]), join(folder, sides[1])];
  const [filesA, filesB] = [await imagesIn(folderA, where), await imagesIn(folderB, where)];
  checkPartners(where, filesA, filesB, sides[1]);
  checkPartners(where, filesB, filesA, sides[0]);
  return { a: await read('a', folderA, filesA), b: await read('b', folderB, inOrderOf(filesA, filesB)) };
}

const stem = ({ name }: ListedFile): string => name.replace(/\.[^.]*$/, '');

function checkPartners(where: string, files: readonly ListedFile[], others: readonly ListedFile[], otherSide: string): void {
  const stems = new Set(others.map(stem));
  const single = files.filter((file) => !stems.has(stem(file)));
  const [first] = single;
  check(
    first === undefined,
    () =>
      `${where}: expected a partner in '${otherSide}' for each image. ${single.length} have none, '${printable(first?.name ?? '')}' first. Add or remove.`,
  );
  const seen = new Set<string>();
  const twice = files.find((file) => seen.size === seen.add(stem(file)).size);
  check(twice === undefined, () => `${where}: expected one image a name. Got '${printable(twice?.name ?? '')}' twice. Remove one.`);
}

function inOrderOf(first: readonly ListedFile[], second: readonly ListedFile[]): ListedFile[] {
  const byStem = new Map(second.map((file) => [stem(file), file]));
  return first.map((file) => byStem.get(stem(file))!);
}
