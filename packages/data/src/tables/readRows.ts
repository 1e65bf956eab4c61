import { check } from '@ganblocks/core';
import type { ImageTable } from './imageTable';

/** The bytes of the images with these numbers, all there: a table may come from anywhere. */
export async function readRows(table: ImageTable, indices: Int32Array): Promise<Uint8Array> {
  const bytes = await table.read(indices);
  const [height, width, channels] = table.imageShape;
  const expected = indices.length * height * width * channels;
  check(
    bytes.length === expected,
    () => `${table.name}: expected ${expected} bytes for ${indices.length} images. Got ${bytes.length}. Mend the table's read().`,
  );
  return bytes;
}
