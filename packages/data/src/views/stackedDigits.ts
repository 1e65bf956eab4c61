import { check, randomStream } from '@ganblocks/core';
import { checkIndices } from '../tables/checkArrays';
import type { ImageTable } from '../tables/imageTable';
import { readRows } from '../tables/readRows';
import { labelsOf } from './selectClasses';
import { viewTable } from './viewTable';

export interface StackedDigitsOptions {
  /** How many images to make. Default: 128,000. */
  readonly size?: number;
  /** A whole number from 0. Default: 0. */
  readonly seed?: number;
}

/**
 * Stacked MNIST: three digits drawn at random as the red, green and blue of one image, of class 100 r + 10 g + b: 1,000 modes, of which a generator's can be
 * counted. The same digits, size and seed always give the same images; they are put together when they are read.
 *
 * @throws GanError unless the table has gray images with labels from 0 to 9.
 * @see Metz et al. 2017, "Unrolled Generative Adversarial Networks", https://arxiv.org/abs/1611.02163
 * @example
 * const digits = arrayTable({ name: 'digits', images: new Uint8Array(10), shape: [10, 1, 1, 1], labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] });
 * const stacked = stackedDigits(digits, { size: 64 });
 */
export function stackedDigits(digits: ImageTable, { size = 128_000, seed = 0 }: StackedDigitsOptions = {}): ImageTable {
  const [height, width, channels] = digits.imageShape;
  check(
    channels === 1,
    () => `stackedDigits: expected gray images. ${digits.name} has ${channels} channels. View them by grayscaleImages first.`,
  );
  check(Number.isSafeInteger(size) && size > 0, () => `stackedDigits: size must be a whole number above 0. Got ${size}.`);
  const labels = labelsOf('stackedDigits', digits);
  const wrong = labels.findIndex((label) => label < 0 || label > 9);
  check(
    wrong === -1,
    () => `stackedDigits: expected labels from 0 to 9. Got ${labels[wrong]} for image ${wrong}. Select the digits first.`,
  );
  const random = randomStream(seed).split('stacked digits');
  const rows = Int32Array.from({ length: 3 * size }, () => Math.floor(random.next() * digits.size));
  const digitAt = (place: number): number => labels[rows[place] ?? 0] ?? 0;
  const pixels = height * width;

  async function read(indices: Int32Array): Promise<Uint8Array> {
    checkIndices(digits.name, { size }, indices);
    const gray = await readRows(
      digits,
      Int32Array.from({ length: 3 * indices.length }, (_, i) => rows[3 * (indices[Math.floor(i / 3)] ?? 0) + (i % 3)] ?? 0),
    );
    const bytes = new Uint8Array(gray.length);
    for (let i = 0; i < bytes.length; i++) {
      const image = Math.floor(i / (3 * pixels));
      bytes[i] = gray[(3 * image + (i % 3)) * pixels + (Math.floor(i / 3) % pixels)] ?? 0;
    }
    return bytes;
  }

  const changed = {
    size,
    read,
    imageShape: [height, width, 3] as const,
    labels: Int32Array.from({ length: size }, (_, i) => 100 * digitAt(3 * i) + 10 * digitAt(3 * i + 1) + digitAt(3 * i + 2)),
    classes: Array.from({ length: 1000 }, (_, label) => String(label).padStart(3, '0')),
  };
  const { attributes: _attributes, captions: _captions, ...plain } = digits;
  return viewTable(plain, { view: 'stackedDigits', size, seed }, changed, { size, channels: 3, classes: 1000 });
}
