import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { check, printable } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { birdCrop, cubImages, namesInPickle, textOf } from './cubLists';
import type { CubImage } from './cubLists';
import { fileSource } from './fileSource';
import { byCodeUnits, listFiles } from './listFiles';

export interface CubOptions extends Omit<ImageReaderOptions, 'crop'> {
  /** Default: 'train'. */
  readonly split?: 'train' | 'test' | 'all';
}

/** Where captions lie, below the folder. */
const TEXTS = ['text', 'text_c10'];

/**
 * CUB-200-2011: birds of 200 classes with captions, in the layout of AttnGAN's data: `CUB_200_2011` with `images`, `images.txt` and
 * `bounding_boxes.txt`; `text` with a file an image, a caption a line; `train/filenames.pickle` and `test/filenames.pickle`, or else CUB's own
 * `train_test_split.txt`. The captions and classes are columns of the table; see `captionedImages`.
 *
 * Of each image a square of 1.5 times the longer side of the bird's box is cut out, as AttnGAN does it, as far as the image goes. Images are decoded
 * once into a cache file, as `imageFolder` does it.
 *
 * @throws GanError where a list, an image or the captions of one are absent, or an image is broken.
 * @see Wah, Branson, Welinder, Perona, Belongie, "The Caltech-UCSD Birds-200-2011 Dataset", 2011: https://www.vision.caltech.edu/datasets/cub_200_2011/
 * @see https://github.com/taoxugit/AttnGAN, code/datasets.py
 * @example
 * const openBirds = async () => captionedImages(await cub('birds', { resolution: 256 }));
 */
export async function cub(folder: string, options: CubOptions = {}): Promise<ImageTable> {
  const { split = 'train', name = `cub-${split}` } = options;
  const where = `cub '${folder}'`;
  check(['train', 'test', 'all'].includes(split), () => `${where}: split must be 'train', 'test' or 'all'. Got '${split}'. Correct it.`);
  const home = [join(folder, 'CUB_200_2011'), folder].find((path) => existsSync(join(path, 'images.txt'))) ?? join(folder, 'CUB_200_2011');
  const all = await cubImages(home, where);
  const images = await imagesOf(folder, all, split, where);
  const captions = await captionsOf(folder, images, where);
  const listed = new Map((await listFiles(join(home, 'images'), /\.jpg$/i, where)).map((file) => [file.name, file]));
  const files = images.map((image) => listed.get(`${image.name}.jpg`));
  const absent = images.find((_, index) => files[index] === undefined);
  check(
    absent === undefined,
    () => `${where}: expected the images that are listed. '${printable(absent?.name ?? '')}.jpg' is not there. Unpack all.`,
  );
  const source = fileSource(files.filter((file) => file !== undefined));
  const fingerprint = createHash('sha256').update(source.fingerprint).update(JSON.stringify(images)).digest('hex');
  const cropped = { ...source, fingerprint, cropOf: (index: number) => birdCrop(images[index]!.box) };
  const cache = await decodedImages({ where, name, source: cropped, origin: `${resolve(folder)}#${split}`, folder, options });
  const classes = [...new Set(all.map(classOf))].sort(byCodeUnits);
  const labels = Int32Array.from(images, (image) => classes.indexOf(classOf(image)));
  return decodedTable(name, cache, { labels, classes, captions }, { name, source: `CUB-200-2011 in ${folder}`, split });
}

const classOf = ({ name }: CubImage): string => name.slice(0, name.indexOf('/'));

async function imagesOf(folder: string, all: readonly CubImage[], split: string, where: string): Promise<CubImage[]> {
  if (split === 'all') return [...all];
  const pickle = join(folder, split, 'filenames.pickle');
  const byName = new Map(all.map((image) => [image.name, image]));
  const images = existsSync(pickle)
    ? namesInPickle(await textOf(pickle, where, 'latin1')).flatMap((name) => byName.get(name) ?? [])
    : all.filter((image) => image.split === split);
  check(
    images.length > 0,
    () =>
      `${where}: expected images of split '${split}' by '${split}/filenames.pickle' or train_test_split.txt. Got none. Add one of them.`,
  );
  return images;
}

async function captionsOf(folder: string, images: readonly CubImage[], where: string): Promise<string[][]> {
  const texts = TEXTS.map((below) => join(folder, below)).find(existsSync) ?? join(folder, 'text');
  const captions: string[][] = [];
  for (const { name } of images) {
    const lines = (await textOf(join(texts, `${name}.txt`), where)).split(/\r?\n/).filter((line) => line.trim() !== '');
    check(
      lines.length > 0,
      () => `${where}: expected a caption a line in '${printable(name)}.txt'. It is empty. Download the captions again.`,
    );
    captions.push(lines);
  }
  return captions;
}
