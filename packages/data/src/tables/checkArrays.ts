import { check } from '@ganblocks/core';
import type { ImageTable } from './imageTable';

/** Images in memory as they are given, before anything is known to fit together. */
export interface ArrayParts {
  readonly images: Uint8Array;
  readonly shape: readonly [number, number, number, number];
  readonly labels?: ArrayLike<number>;
  /** How many classes there are. */
  readonly classes?: number;
}

/** Throws a GanError that begins with `where` unless shape, bytes, labels and classes fit together. */
export function checkArrays(where: string, { images, shape, labels, classes }: ArrayParts): void {
  const sizes = `[${shape.join(', ')}]`;
  const rank: number = shape.length;
  check(rank === 4 && shape.every(isPositive), () => `${where}: shape must be [N, H, W, C], whole numbers above 0. Got ${sizes}.`);
  check(
    images.BYTES_PER_ELEMENT === 1,
    () =>
      `${where}: images must be bytes from 0 to 255. Got numbers of another type. Pass a Uint8Array; x in [-1, 1] is the byte 127.5 (x + 1).`,
  );
  const expected = shape.reduce((product, size) => product * size, 1);
  check(
    images.length === expected,
    () => `${where}: expected ${expected} bytes for shape ${sizes}. Got ${images.length}. Correct the shape, or pass one byte per value.`,
  );
  check(classes === undefined || isPositive(classes), () => `${where}: classes must be a whole number above 0. Got ${classes}.`);
  if (labels !== undefined) checkLabels(where, labels, shape[0], classes);
}

function checkLabels(where: string, labels: ArrayLike<number>, size: number, classes: number | undefined): void {
  check(
    labels.length === size,
    () => `${where}: expected a label per image, ${size}. Got ${labels.length}. Use -1 where a class is unknown.`,
  );
  const isLabel = (label: number): boolean => Number.isInteger(label) && label >= -1 && (classes === undefined || label < classes);
  const wrong = Array.prototype.findIndex.call(labels, (label: number) => !isLabel(label));
  const range = classes === undefined ? 'from 0' : `from 0 to ${classes - 1}`;
  check(wrong === -1, () => `${where}: labels must be whole numbers ${range}, or -1 for unknown. Got ${labels[wrong]} for image ${wrong}.`);
}

/** Throws a GanError that begins with `where` unless each is the number of an image of the table. */
export function checkIndices(where: string, { size }: Pick<ImageTable, 'size'>, indices: Int32Array): void {
  const wrong = indices.find((index) => index < 0 || index >= size);
  check(wrong === undefined, () => `${where}: expected numbers of images from 0 to ${size - 1}. Got ${wrong}. Ask for images that exist.`);
}

function isPositive(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
