import { basename, dirname } from 'node:path';
import { check, shown } from '@ganblocks/core';
import type { IdxArray } from '../formats/readIdx';
import type { ArrayTableOptions } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import { idxTable } from './idxTable';
import { readIdxFile } from './readIdxFile';

export interface IdxImagesOptions extends Pick<ArrayTableOptions, 'name' | 'classes' | 'licence' | 'source'> {
  /** The path of the file of images `[N, H, W]`; where it is not there, that path with `.gz` behind it. */
  readonly images: string;
  /** The path of the file of labels `[N]`, like that of the images. Default: no labels. */
  readonly labels?: string;
  /** The label of the first class in the file: 1 for the letters of EMNIST. Classes are numbered from 0 all the same. Default: 0. */
  readonly firstClass?: number;
  /** The files have columns where others have rows, as those of EMNIST: images are turned upright. Default: false. */
  readonly transposed?: boolean;
}

/**
 * Gray images in an IDX file and their labels in another: the format of MNIST, also used by KMNIST, EMNIST and others. All are in memory.
 *
 * @throws GanError where a file is absent or damaged, or the two do not fit together.
 * @see LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section on file formats: http://yann.lecun.com/exdb/mnist/
 * @example
 * const openLetters = () => {
 *   const [images, labels] = ['emnist-letters-train-images-idx3-ubyte.gz', 'emnist-letters-train-labels-idx1-ubyte.gz'];
 *   return idxImages({ name: 'letters', images, labels, classes: [...'abcdefghijklmnopqrstuvwxyz'], firstClass: 1, transposed: true });
 * };
 */
export function idxImages({ images, labels, firstClass = 0, transposed = false, ...about }: IdxImagesOptions): ImageTable {
  const where = `idxImages '${about.name}'`;
  const valid = Number.isSafeInteger(firstClass) && firstClass >= 0;
  check(valid, () => `${where}: firstClass must be a whole number from 0. Got ${shown(firstClass)}. Leave it out for 0.`);
  const read = (path: string): IdxArray => readIdxFile(dirname(path), basename(path), where);
  const table = idxTable({
    source: `IDX file ${images}`,
    ...about,
    where,
    folder: dirname(images),
    images: transposed ? upright(read(images)) : read(images),
    ...(labels === undefined ? {} : { labels: read(labels) }),
    firstClass,
  });
  return transposed ? { ...table, describe: () => ({ ...table.describe(), transposed }) } : table;
}

/** Images with rows and columns exchanged; what are no images is left to be refused. */
function upright(array: IdxArray): IdxArray {
  const { type, shape, data } = array;
  const [count = 0, width = 0, height = 0] = shape;
  if (type !== 'ubyte' || shape.length !== 3) return array;
  const turned = new Uint8Array(data.length);
  for (let image = 0, to = 0; image < count; image++)
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) turned[to++] = data[(image * width + x) * height + y] ?? 0;
  return { type, shape: [count, height, width], data: turned };
}
