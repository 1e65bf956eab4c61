import { arrayTable } from './arrayTable';
import type { ImageTable } from './imageTable';
import { readRows } from './readRows';

/** Images read at a time. */
const PART = 1024;

/**
 * The table with all its bytes in memory, read once: for views that take time, such as resizing, which would otherwise be done again each epoch. It
 * takes size · H · W · C bytes. The source stays open, and the caller's to close.
 *
 * @throws GanError where the source cannot be read.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const small = await inMemory(resizeImages(table, { resolution: 32 }));
 */
export async function inMemory(table: ImageTable): Promise<ImageTable> {
  const { name, size, imageShape, labels, classes, attributes, captions } = table;
  const length = imageShape[0] * imageShape[1] * imageShape[2];
  const images = new Uint8Array(size * length);
  for (let first = 0; first < size; first += PART) {
    const rows = Int32Array.from({ length: Math.min(PART, size - first) }, (_, row) => first + row);
    images.set(await readRows(table, rows), first * length);
  }
  const columns = {
    ...(labels && { labels }),
    ...(classes && { classes }),
    ...(attributes && { attributes }),
    ...(captions && { captions }),
  };
  return { ...arrayTable({ name, images, shape: [size, ...imageShape], ...columns }), describe: () => table.describe() };
}
