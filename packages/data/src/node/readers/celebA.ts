import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GanError, check, printable } from '@ganblocks/core';
import type { AttributeColumn, ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { fileErrorCode } from '../fileError';
import { readAttributeList, readPartition } from './attributeList';
import type { AttributeList } from './attributeList';
import { fileSource } from './fileSource';
import { imagesIn } from './imageFolder';
import type { ListedFile } from './listFiles';

export interface CelebAOptions extends ImageReaderOptions {
  /** Which images, by `list_eval_partition.txt`. Default: 'train'. */
  readonly split?: 'train' | 'validation' | 'test' | 'all';
  /** Which attributes, in this order: `['Black_Hair', 'Male']`. Default: all 40. */
  readonly attributes?: readonly string[];
}

const SPLITS = ['train', 'validation', 'test'];
/** Where the archives of the authors and of others put things. */
const IMAGES = ['img_align_celeba/img_align_celeba', 'img_align_celeba', 'Img/img_align_celeba', 'images'];
const FOLDERS = ['', 'Anno', 'Eval'];

/**
 * CelebA: faces of 178 x 218 with 40 attributes, from a folder with `img_align_celeba`, `list_attr_celeba.txt` and `list_eval_partition.txt` (or
 * `.csv`; the lists may lie in `Anno` and `Eval`). The 178 x 178 square in the centre is cut out unless `crop` says otherwise.
 *
 * The attributes are a column of the table; see `attributeImages`. Images that are listed and not there are an error, or left out by
 * `broken: 'skip'`. They are decoded once into a cache file, as `imageFolder` does it.
 *
 * @throws GanError where a list or image is absent or damaged, or there is no such attribute.
 * @see Liu, Luo, Wang, Tang, "Deep Learning Face Attributes in the Wild", 2015: https://arxiv.org/abs/1411.7766
 * @example
 * const hair = ['Black_Hair', 'Blond_Hair', 'Brown_Hair'];
 * const openFaces = async () => attributeImages(await celebA('celeba', { resolution: 128, attributes: hair }));
 */
export async function celebA(folder: string, options: CelebAOptions = {}): Promise<ImageTable> {
  const { split = 'train', crop = 178, name = `celeba-${split}`, attributes } = options;
  const where = `celebA '${folder}'`;
  check(
    [...SPLITS, 'all'].includes(split),
    () => `${where}: split must be 'train', 'validation', 'test' or 'all'. Got '${split}'. Correct it.`,
  );
  const list = await readList(folder, 'list_attr_celeba', where, readAttributeList);
  const rows = await rowsOf(folder, list, split, where);
  const images = IMAGES.map((path) => join(folder, path)).find(existsSync);
  check(images !== undefined, () => `${where}: expected the folder 'img_align_celeba'. It is not there. Unpack the images into it.`);
  const { files, kept } = filesOf(await imagesIn(images, where), rows, list, options.broken === 'skip', where);
  const columns = { attributes: picked(list.attributes, kept, attributes, where) };
  const source = fileSource(files);
  const cache = await decodedImages({ where, name, source, origin: `${resolve(folder)}#${split}`, folder, options: { ...options, crop } });
  const absent = rows.length - kept.length;
  return decodedTable(name, cache, columns, { name, source: `CelebA in ${folder}`, split, ...(absent === 0 ? {} : { absent }) });
}

async function readList<List>(folder: string, name: string, where: string, read: (text: string, where: string) => List): Promise<List> {
  const places = FOLDERS.flatMap((below) => [join(folder, below, `${name}.txt`), join(folder, below, `${name}.csv`)]);
  const path = places.find(existsSync);
  check(path !== undefined, () => `${where}: expected '${name}.txt' or '${name}.csv'. It is not there. Put it into the folder.`);
  try {
    return read(await readFile(path, 'utf8'), `${where}: ${name}`);
  } catch (error) {
    if (error instanceof GanError) throw error;
    throw new GanError(`${where}: '${path}' cannot be read (${fileErrorCode(error)}). Check that it is a file.`, { cause: error });
  }
}

/** The rows of the list that belong to the split. */
async function rowsOf(folder: string, { files }: AttributeList, split: string, where: string): Promise<number[]> {
  const all = files.map((_, row) => row);
  if (split === 'all') return all;
  const partition = await readList(folder, 'list_eval_partition', where, readPartition);
  const rows = all.filter((row) => partition.get(files[row] ?? '') === SPLITS.indexOf(split));
  check(rows.length > 0, () => `${where}: expected images of split '${split}'. The lists name none. Check both lists.`);
  return rows;
}

function filesOf(
  images: readonly ListedFile[],
  rows: readonly number[],
  list: AttributeList,
  skip: boolean,
  where: string,
): { files: ListedFile[]; kept: number[] } {
  const byName = new Map(images.map((file) => [file.name, file]));
  const kept = rows.filter((row) => byName.has(list.files[row] ?? ''));
  const absent = rows.length - kept.length;
  const first = rows.find((row) => !byName.has(list.files[row] ?? ''));
  check(
    absent === 0 || (skip && kept.length > 0),
    () =>
      `${where}: expected the ${rows.length} images that are listed. ${absent} are not there, '${printable(list.files[first ?? 0] ?? '')}' first. Add them, or pass { broken: 'skip' } to use the others.`,
  );
  return { files: kept.map((row) => byName.get(list.files[row] ?? '')!), kept };
}

function picked(
  { names, values }: AttributeColumn,
  rows: readonly number[],
  wanted: readonly string[] = names,
  where: string,
): AttributeColumn {
  const columns = wanted.map((name) => names.indexOf(name));
  const missing = wanted[columns.indexOf(-1)];
  check(
    missing === undefined,
    () => `${where}: expected attributes of the list, such as '${printable(names[0] ?? '')}'. Got '${missing}'. Correct the name.`,
  );
  const picked = new Uint8Array(rows.length * columns.length);
  rows.forEach((row, at) =>
    columns.forEach((column, index) => (picked[at * columns.length + index] = values[row * names.length + column] ?? 0)),
  );
  return { names: [...wanted], values: picked };
}
