import { check, printable } from '@ganblocks/core';
import type { JsonObject } from '@ganblocks/core';
import { checkIndices } from '../tables/checkArrays';
import type { AttributeColumn, ImageTable } from '../tables/imageTable';
import { readRows } from '../tables/readRows';

export interface JoinTablesOptions {
  /** What logs and errors call it. Default: the names of the tables. */
  readonly name?: string;
  /** What the classes are: 'own', those that the tables have, all the same ones; 'table', the tables themselves. Default: 'own'. */
  readonly labels?: 'own' | 'table';
  /** What the tables are called as classes, with `labels: 'table'`. Default: their names. */
  readonly classes?: readonly string[];
}

/**
 * Several tables as one, the images of the second behind those of the first, and so on: parts of one data set, or domains of a translation, whose
 * classes are the tables.
 *
 * Images of a table without labels have the label -1, those without captions an empty list. Attributes stay where all tables have the same ones; otherwise
 * they are left out, since what a table does not say of an image is not 0. Closing it closes all tables.
 *
 * @throws GanError where tables differ in the shape of their images or, with `labels: 'own'`, in their classes.
 * @example
 * const photos = arrayTable({ name: 'photos', images: new Uint8Array(2 * 16), shape: [2, 4, 4, 1] });
 * const paintings = arrayTable({ name: 'paintings', images: new Uint8Array(3 * 16), shape: [3, 4, 4, 1] });
 * const domains = joinTables([photos, paintings], { labels: 'table' });
 * domains.classes; // ['photos', 'paintings']
 */
export function joinTables(tables: readonly ImageTable[], options: JoinTablesOptions = {}): ImageTable {
  const { name = tables.map((table) => table.name).join(' + '), labels = 'own' } = options;
  const [first] = tables;
  check(first !== undefined, () => 'joinTables: expected one table or more. Got none. Pass those to be joined.');
  check(
    ['own', 'table'].includes(labels),
    () => `joinTables: labels must be 'own' or 'table'. Got '${printable(labels)}'. Leave it out for 'own'.`,
  );
  checkShapes(tables, first);
  const starts = tables.map((_, at) => tables.slice(0, at).reduce((sum, { size }) => sum + size, 0));
  const size = tables.reduce((sum, table) => sum + table.size, 0);
  const [height, width, channels] = first.imageShape;
  const length = height * width * channels;
  const classes = labels === 'table' ? tableClasses(tables, options.classes) : ownClasses(tables);
  const attributes = sharedAttributes(tables);
  const columns: Partial<ImageTable> = {
    ...(labels === 'table' || tables.some((table) => table.labels) ? { labels: labelsOf(tables, labels, starts, size) } : {}),
    ...(classes && { classes }),
    ...(attributes && { attributes }),
    ...(tables.some(({ captions }) => captions)
      ? { captions: tables.flatMap((table) => table.captions ?? Array.from({ length: table.size }, () => [])) }
      : {}),
  };

  async function read(indices: Int32Array): Promise<Uint8Array> {
    checkIndices(name, { size }, indices);
    const bytes = new Uint8Array(indices.length * length);
    await Promise.all(
      tables.map(async (table, at) => {
        const start = starts[at] ?? 0;
        const places = Int32Array.from(indices.keys()).filter((place) => isOf(table, (indices[place] ?? 0) - start));
        if (places.length === 0) return;
        const images = await readRows(
          table,
          places.map((place) => (indices[place] ?? 0) - start),
        );
        places.forEach((place, row) => bytes.set(images.subarray(row * length, (row + 1) * length), place * length));
      }),
    );
    return bytes;
  }

  const about: JsonObject = { name, size, height, width, channels, labels, ...(classes && { classes: classes.length }) };
  return {
    name,
    size,
    imageShape: first.imageShape,
    ...columns,
    read,
    describe: () => ({ ...about, tables: tables.map((table) => table.describe()) }),
    async close() {
      await Promise.all(tables.map((table) => table.close()));
    },
  };
}

const isOf = ({ size }: ImageTable, row: number): boolean => row >= 0 && row < size;

function labelsOf(tables: readonly ImageTable[], kind: 'own' | 'table', starts: readonly number[], size: number): Int32Array {
  const labels = new Int32Array(size).fill(-1);
  tables.forEach((table, at) => {
    const start = starts[at] ?? 0;
    if (kind === 'table') labels.fill(at, start, start + table.size);
    else if (table.labels) labels.set(table.labels, start);
  });
  return labels;
}

function tableClasses(tables: readonly ImageTable[], given: readonly string[] | undefined): readonly string[] {
  const classes = given ?? tables.map(({ name }) => name);
  check(
    classes.length === tables.length && new Set(classes).size === classes.length,
    () =>
      `joinTables: each table needs a class name of its own, ${tables.length} in all. Got ${printable(classes.join(', '), 300)}. Pass them as classes.`,
  );
  return classes;
}

/** Of tables without labels nothing is asked. */
function ownClasses(tables: readonly ImageTable[]): readonly string[] | undefined {
  const [first, ...others] = tables.filter((table) => table.labels);
  const namesOf = ({ classes }: ImageTable): string => JSON.stringify(classes);
  const other = others.find((table) => first && namesOf(table) !== namesOf(first));
  check(other === undefined, () => {
    const said = [first, other].map((table) => `${table?.name}: ${printable(table?.classes?.join(', ') ?? 'no names', 300)}`).join('; ');
    return `joinTables: tables must have the same classes, in one order. Got ${said}. Select the same ones with selectClasses, or use labels: 'table'.`;
  });
  return first?.classes;
}

function sharedAttributes(tables: readonly ImageTable[]): AttributeColumn | undefined {
  const columns = tables.flatMap(({ attributes }) => attributes ?? []);
  const [first] = columns;
  if (!first || columns.length < tables.length) return undefined;
  if (columns.some(({ names }) => names.join('\n') !== first.names.join('\n'))) return undefined;
  const values = new Uint8Array(columns.reduce((sum, column) => sum + column.values.length, 0));
  let at = 0;
  for (const column of columns) {
    values.set(column.values, at);
    at += column.values.length;
  }
  return { names: first.names, values };
}

function checkShapes(tables: readonly ImageTable[], { name, imageShape }: ImageTable): void {
  const other = tables.find((table) => table.imageShape.some((length, axis) => length !== imageShape[axis]));
  check(other === undefined, () => {
    const said = `${imageShape.join(' x ')} of ${name}, ${other?.imageShape.join(' x ')} of ${other?.name}`;
    return `joinTables: images must be of one shape. Got ${said}. Use resizeImages, rgbImages or grayscaleImages first.`;
  });
}
