import type { JsonObject, JsonValue } from '@ganblocks/core';
import { checkIndices } from '../tables/checkArrays';
import type { AttributeColumn, ImageTable } from '../tables/imageTable';
import { readRows } from '../tables/readRows';

/** What a view has done, for `describe()`. */
export type ViewStep = JsonObject & { readonly view: string };

/** The table with some things changed. Its description lists the step behind those of earlier views; closing it closes the table. */
export function viewTable(table: ImageTable, step: ViewStep, changes: Partial<ImageTable>, described: JsonObject = {}): ImageTable {
  const { name, size, imageShape, labels, classes, attributes, captions } = table;
  return {
    name,
    size,
    imageShape,
    ...(labels && { labels }),
    ...(classes && { classes }),
    ...(attributes && { attributes }),
    ...(captions && { captions }),
    read: (indices) => table.read(indices),
    describe() {
      const before = table.describe();
      const earlier = before['views'];
      const steps: readonly JsonValue[] = Array.isArray(earlier) ? earlier : [];
      return { ...before, ...described, views: [...steps, step] };
    },
    close: () => table.close(),
    ...changes,
  };
}

/** The images with these numbers, in this order, with their columns; a number may come more than once. */
export function pickRows(table: ImageTable, rows: Int32Array, step: ViewStep): ImageTable {
  const { labels, attributes, captions } = table;
  const size = rows.length;
  const changes: Partial<ImageTable> = {
    size,
    ...(labels && { labels: rows.map((row) => labels[row] ?? -1) }),
    ...(attributes && { attributes: pickAttributes(attributes, rows) }),
    ...(captions && { captions: Array.from(rows, (row) => captions[row] ?? []) }),
    read(indices) {
      checkIndices(table.name, { size }, indices);
      return table.read(indices.map((index) => rows[index] ?? 0));
    },
  };
  return viewTable(table, step, changes, { size });
}

function pickAttributes({ names, values }: AttributeColumn, rows: Int32Array): AttributeColumn {
  const picked = new Uint8Array(rows.length * names.length);
  rows.forEach((row, to) => picked.set(values.subarray(row * names.length, (row + 1) * names.length), to * names.length));
  return { names, values: picked };
}

/** Every image made anew by `draw`, which writes the bytes of one image from those of the table's; computed at each reading. */
export function mapImages(
  table: ImageTable,
  step: ViewStep,
  imageShape: readonly [number, number, number],
  draw: (from: Uint8Array, to: Uint8Array) => void,
): ImageTable {
  const before = lengthOf(table.imageShape);
  const after = lengthOf(imageShape);
  const [height, width, channels] = imageShape;
  async function read(indices: Int32Array): Promise<Uint8Array> {
    const bytes = await readRows(table, indices);
    const drawn = new Uint8Array(indices.length * after);
    for (let row = 0; row < indices.length; row++)
      draw(bytes.subarray(row * before, (row + 1) * before), drawn.subarray(row * after, (row + 1) * after));
    return drawn;
  }
  return viewTable(table, step, { imageShape, read }, { height, width, channels });
}

function lengthOf([height, width, channels]: readonly [number, number, number]): number {
  return height * width * channels;
}
