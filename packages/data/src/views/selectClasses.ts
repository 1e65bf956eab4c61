import { check, printable, shown } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { pickRows } from './viewTable';

export interface SelectClassesOptions {
  /** Numbers or names of the classes to keep; their order gives the new numbers 0, 1, 2, … */
  readonly classes: readonly (number | string)[];
}

/**
 * The images of some classes only, their labels numbered anew from 0 in the order in which the classes are named.
 *
 * @throws GanError where a class is unknown, named twice, or has no image.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1], labels: [0, 1, 0, 1, 0, 1, 0, 1], classes: ['cat', 'dog'] });
 * const animals = selectClasses(table, { classes: ['cat', 'dog'] }); // labels 0 and 1
 */
export function selectClasses(table: ImageTable, { classes }: SelectClassesOptions): ImageTable {
  const labels = labelsOf('selectClasses', table);
  const numbers = classes.map((one) => (typeof one === 'number' ? one : classNumber(table, one)));
  const valid = numbers.length > 0 && new Set(numbers).size === numbers.length;
  check(valid, () => `selectClasses: classes must name one class at least, and none twice. Got ${shown(classes)}.`);
  for (const number of numbers)
    check(
      labels.includes(number),
      () => `selectClasses: ${table.name} has no image of class ${number}. Choose among the labels that it has.`,
    );
  const renumbered = new Map(numbers.map((number, index) => [number, index]));
  const rows = Int32Array.from(labels.keys()).filter((row) => renumbered.has(labels[row] ?? -1));
  const names = numbers.map((number) => table.classes?.[number] ?? String(number));
  const picked = pickRows(table, rows, { view: 'classes', classes: names });
  const changed = rows.map((row) => renumbered.get(labels[row] ?? -1) ?? -1);
  return { ...picked, labels: changed, classes: names, describe: () => ({ ...picked.describe(), classes: names.length }) };
}

/** The table's labels. Throws a GanError where it has none. */
export function labelsOf(where: string, { name, labels }: ImageTable): Int32Array {
  check(
    labels !== undefined,
    () => `${where}: expected a table with labels. ${name} has none. Read it with its labels, or from class folders.`,
  );
  return labels;
}

/** How many classes the table has. Throws a GanError where it does not say. */
export function classCount(where: string, { name, classes }: ImageTable): number {
  check(classes !== undefined, () => `${where}: expected a table that knows its classes. ${name} does not. Pass classes to arrayTable.`);
  return classes.length;
}

function classNumber({ name, classes = [] }: ImageTable, wanted: string): number {
  const number = classes.indexOf(wanted);
  const some = printable(classes.slice(0, 12).join(', '), 160) || 'no names of classes';
  check(
    number >= 0,
    () => `selectClasses: ${name} has no class '${printable(wanted)}'. It has ${some}. Name one of them, or pass its number.`,
  );
  return number;
}
