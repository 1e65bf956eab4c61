import { check } from '@ganblocks/core';
import { arrayTable } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';

const CLASSES = ['airplane', 'bird', 'car', 'cat', 'deer', 'dog', 'horse', 'monkey', 'ship', 'truck'] as const;
const SIDE = 96;
const PLANE = SIDE * SIDE;

export interface ReadStl10Options {
  /** The bytes of `train_y.bin` or `test_y.bin`, 1 to 10 an image. Default: none, as for `unlabeled_X.bin`; every label is -1. */
  readonly labels?: Uint8Array;
  /** What logs and errors call the images. Default: 'stl10'. */
  readonly name?: string;
}

/**
 * Reads STL-10's binary files: 96 x 96, RGB, 10 classes, numbered from 0 here. The file has each plane column by column; the table has rows. The pixels are
 * copied: 2.8 GB for the 100,000 unlabelled ones.
 *
 * @throws GanError where a file is truncated, compressed, or not STL-10 at all.
 * @see Coates, Lee, Ng 2011, "An Analysis of Single Layer Networks in Unsupervised Feature Learning", https://cs.stanford.edu/~acoates/stl10/
 * @example const table = readStl10(new Uint8Array(27648), { labels: Uint8Array.of(1) }); // one black airplane
 */
export function readStl10(bytes: Uint8Array, { labels, name = 'stl10' }: ReadStl10Options = {}): ImageTable {
  const where = `readStl10 '${name}'`;
  check(bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes.length % (3 * PLANE) === 0, () => {
    return `${where}: expected binary images. Got a gzip file (1f 8b): gunzip and untar it first.`;
  });
  const size = bytes.length / (3 * PLANE);
  check(
    Number.isInteger(size) && size > 0,
    () => `${where}: expected images of ${3 * PLANE} bytes. Got ${bytes.length} bytes, not a multiple. Download the binary files again.`,
  );
  check(
    labels === undefined || labels.length === size,
    () => `${where}: expected a label per image, ${size}. Got ${labels?.length}. Pass the labels of the same part.`,
  );
  const wrong = labels?.findIndex((label) => label < 1 || label > CLASSES.length) ?? -1;
  check(
    wrong === -1,
    () => `${where}: expected labels from 1 to 10. Got ${labels?.[wrong]} for image ${wrong}. The file is damaged: download it again.`,
  );
  const images = new Uint8Array(bytes.length);
  for (let start = 0; start < bytes.length; start += 3 * PLANE)
    turnColumns(bytes.subarray(start, start + 3 * PLANE), images.subarray(start));
  const numbered = labels && { labels: labels.map((label) => label - 1) };
  return arrayTable({ name, images, shape: [size, SIDE, SIDE, 3], ...numbered, classes: CLASSES, source: 'STL-10, binary files' });
}

/** Planes `[3, W, H]` → pixels `[H, W, 3]`. */
function turnColumns(planes: Uint8Array, pixels: Uint8Array): void {
  let from = 0;
  for (let channel = 0; channel < 3; channel++)
    for (let x = 0; x < SIDE; x++) for (let y = 0; y < SIDE; y++) pixels[3 * (y * SIDE + x) + channel] = planes[from++] ?? 0;
}
