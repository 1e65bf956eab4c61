import { check } from '@ganblocks/core';
import type { AttributeColumn, ImageTable } from '../tables/imageTable';
import { viewTable } from './viewTable';

/**
 * The classes as attributes, one a class, of which each image has exactly one: for a table that has attributes of another kind too. `attributeImages` of a
 * table without attributes does so by itself.
 *
 * @throws GanError where the table has no classes, or an image no class.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(2 * 16), shape: [2, 4, 4, 1], labels: [1, 0], classes: ['cat', 'dog'] });
 * classAttributes(table).attributes?.values; // [0, 1, 1, 0]
 */
export function classAttributes(table: ImageTable): ImageTable {
  const attributes = attributesOfClasses('classAttributes', table);
  return viewTable(table, { view: 'classAttributes', attributes: attributes.names }, { attributes });
}

/** One attribute a class; errors begin with `where`. */
export function attributesOfClasses(where: string, { name, size, labels, classes }: ImageTable): AttributeColumn {
  check(
    labels !== undefined && classes !== undefined,
    () => `${where}: expected a table with attributes, or with labels and classes. ${name} has neither. Read it with its attribute list.`,
  );
  const unknown = labels.indexOf(-1);
  check(unknown === -1, () => `${where}: each image needs a class. Got -1 for image ${unknown} of ${name}. Leave such images out.`);
  const values = new Uint8Array(size * classes.length);
  labels.forEach((label, row) => (values[row * classes.length + label] = 1));
  return { names: classes, values };
}
