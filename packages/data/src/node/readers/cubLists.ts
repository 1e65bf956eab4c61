import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GanError, check, printable } from '@ganblocks/core';
import type { CropOf } from '../decode/decodeImage';
import { fileErrorCode } from '../fileError';

/** A bird of CUB. */
export interface CubImage {
  /** `001.Black_footed_Albatross/Black_Footed_Albatross_0046_18`. */
  readonly name: string;
  /** Around the bird. */
  readonly box: CubBox;
  /** By CUB's own `train_test_split.txt`. */
  readonly split: 'train' | 'test' | undefined;
}

/** Left, top, width, height, in whole pixels. */
type CubBox = readonly [number, number, number, number];

/**
 * The images that `images.txt`, `bounding_boxes.txt` and `train_test_split.txt` (which may be absent) list.
 *
 * @throws GanError that begins with `where` where a list is absent or does not fit.
 */
export async function cubImages(folder: string, where: string): Promise<CubImage[]> {
  const images = await table(folder, 'images.txt', where);
  const boxes = await table(folder, 'bounding_boxes.txt', where);
  const splits = existsSync(join(folder, 'train_test_split.txt')) ? await table(folder, 'train_test_split.txt', where) : undefined;
  return [...images].map(([id, [file = '']]) => {
    const box = (boxes.get(id) ?? []).map((number) => Math.trunc(Number(number)));
    check(
      NAME.test(file) && isBox(box),
      () => `${where}: expected a file and a box for image ${printable(id)}. Got '${printable(file)}', [${box}]. Download the lists again.`,
    );
    const flag = splits?.get(id)?.[0];
    return { name: file.replace(/\.jpg$/, ''), box, split: flag === undefined ? undefined : flag === '1' ? 'train' : 'test' };
  });
}

const NAME = /^\d{3}\.[^/]+\/[^/]+\.jpg$/;
const isBox = (box: readonly number[]): box is CubBox => box.length === 4 && box.every(Number.isSafeInteger);

async function table(folder: string, name: string, where: string): Promise<Map<string, string[]>> {
  const text = await textOf(join(folder, name), where);
  const rows = text.split(/\r?\n/).map((line) => line.trim().split(/\s+/));
  return new Map(rows.filter(([id]) => id !== '').map(([id = '', ...words]) => [id, words]));
}

/** The text of a file. @throws GanError that begins with `where`. */
export async function textOf(path: string, where: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<string> {
  try {
    return await readFile(path, encoding);
  } catch (error) {
    throw new GanError(`${where}: '${path}' cannot be read (${fileErrorCode(error)}). Put it there, as the data set has it.`, {
      cause: error,
    });
  }
}

/**
 * The names of images in a `filenames.pickle` of AttnGAN's data. They are found by their form: a pickle is a program, and this one is not run.
 */
export const namesInPickle = (pickle: string): string[] => pickle.match(/\d{3}\.[\w.'-]+?\/[\w.'-]+?_\d+_\d+/g) ?? [];

/** A square of 1.5 times the longer side of the box, around its centre, as far as the image goes: what AttnGAN cuts out. */
export function birdCrop([x, y, width, height]: CubBox): CropOf {
  const reach = Math.trunc(Math.max(width, height) * 0.75);
  const [centerX, centerY] = [Math.trunc((2 * x + width) / 2), Math.trunc((2 * y + height) / 2)];
  const [left, top] = [Math.max(0, centerX - reach), Math.max(0, centerY - reach)];
  return (imageWidth, imageHeight) => ({
    left,
    top,
    width: Math.min(imageWidth, centerX + reach) - left,
    height: Math.min(imageHeight, centerY + reach) - top,
  });
}
