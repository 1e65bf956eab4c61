import { check } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { pickRows } from './viewTable';

/**
 * The first `count` images.
 *
 * @throws GanError unless the table has as many, and one at least is taken.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const few = takeImages(table, 2);
 */
export function takeImages(table: ImageTable, count: number): ImageTable {
  const { name, size } = table;
  const valid = Number.isSafeInteger(count) && count > 0 && count <= size;
  check(valid, () => `takeImages: count must be a whole number from 1 to ${size}, the size of ${name}. Got ${count}.`);
  return pickRows(table, range(0, count), { view: 'take', count });
}

/**
 * All but the first `count` images.
 *
 * @throws GanError unless one image at least is left.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const rest = skipImages(table, 2);
 */
export function skipImages(table: ImageTable, count: number): ImageTable {
  const { name, size } = table;
  const valid = Number.isSafeInteger(count) && count >= 0 && count < size;
  check(valid, () => `skipImages: count must be a whole number from 0 to ${size - 1}, so that ${name} keeps an image. Got ${count}.`);
  return pickRows(table, range(count, size), { view: 'skip', count });
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, index) => from + index);
}
