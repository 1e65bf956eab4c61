import { check } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { readRows } from '../tables/readRows';
import { pickRows } from './viewTable';

const NAMES = ['0°', '90°', '180°', '270°'] as const;

/**
 * Every image in its four quarter turns, counterclockwise, labelled 0 to 3: images n, N + n, 2N + n and 3N + n are image n. Attributes and captions stay
 * with their image; the labels that there were are gone.
 *
 * The same as `rotations` of the losses, which turns a batch instead: use this to train a classifier of rotations, that one within a GAN's step.
 *
 * @throws GanError unless the images are square.
 * @see Chen et al. 2019, "Self-Supervised GANs via Auxiliary Rotation Loss", https://arxiv.org/abs/1811.11212
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const turned = rotatedImages(table); // four times as many
 */
export function rotatedImages(table: ImageTable): ImageTable {
  const { name, size, imageShape } = table;
  const [height, width, channels] = imageShape;
  check(height === width, () => `rotatedImages: images must be square. ${name} has ${height} x ${width}. Crop them by cropImages first.`);
  const repeated = pickRows(
    table,
    Int32Array.from({ length: 4 * size }, (_, row) => row % size),
    { view: 'rotations' },
  );
  const length = height * width * channels;
  async function read(indices: Int32Array): Promise<Uint8Array> {
    const bytes = await readRows(repeated, indices);
    const turned = new Uint8Array(bytes.length);
    indices.forEach((index, row) => {
      const place = row * length;
      turnImage(bytes.subarray(place, place + length), turned.subarray(place, place + length), {
        size: width,
        channels,
        turns: Math.floor(index / size),
      });
    });
    return turned;
  }
  const labels = Int32Array.from({ length: 4 * size }, (_, row) => Math.floor(row / size));
  return { ...repeated, read, labels, classes: NAMES, describe: () => ({ ...repeated.describe(), labelled: true, classes: 4 }) };
}

/** Where pixel (y, x) of an image turned so often comes from: `start + y · down + x · right`; one turn takes (x, S − 1 − y). */
function stepsOf(turns: number, size: number): { start: number; down: number; right: number } {
  const last = size - 1;
  if (turns === 0) return { start: 0, down: size, right: 1 };
  if (turns === 1) return { start: last, down: -1, right: size };
  if (turns === 2) return { start: last * size + last, down: -size, right: -1 };
  return { start: last * size, down: 1, right: -size };
}

function turnImage(from: Uint8Array, to: Uint8Array, { size, channels, turns }: { size: number; channels: number; turns: number }): void {
  const { start, down, right } = stepsOf(turns, size);
  let at = 0;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const source = (start + y * down + x * right) * channels;
      for (let channel = 0; channel < channels; channel++) to[at++] = from[source + channel] ?? 0;
    }
}
