import { check, randomStream, shown } from '@ganblocks/core';
import { shuffledOrder } from '../datasets/shuffledOrder';
import type { ImageTable } from '../tables/imageTable';
import { labelsOf } from './selectClasses';
import { viewTable } from './viewTable';

/** Which labels stay: exactly one of these. */
export type KeptLabels =
  /** Those of the first images of the table. */
  | { readonly first: number }
  /** As many of each class. */
  | { readonly perClass: number }
  /** That part of each class in percent, in (0, 100], rounded; one image at least. */
  | { readonly percentPerClass: number };

export type KeepLabelsOptions = KeptLabels & {
  /** Draws which ones of a class. Default: the first ones of each class. */
  readonly seed?: number;
};

/**
 * For semi-supervised training: all images stay, but only some keep their label; the others get -1, which losses leave out.
 *
 * @throws GanError where the table has no labels, or not as many as asked for.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1], labels: [0, 1, 0, 1, 0, 1, 0, 1], classes: ['cat', 'dog'] });
 * const semiSupervised = keepLabels(table, { perClass: 1, seed: 7 });
 */
export function keepLabels(table: ImageTable, options: KeepLabelsOptions): ImageTable {
  const labels = labelsOf('keepLabels', table);
  const { seed, ...kept } = options;
  const [kind, amount = Number.NaN, more] = Object.entries(kept).flat() as [string, number | undefined, unknown];
  check(more === undefined && amount > 0, () => `keepLabels: pass one of first, perClass, percentPerClass, above 0. Got ${shown(kept)}.`);
  check(
    kind === 'percentPerClass' ? amount <= 100 : Number.isSafeInteger(amount) && amount <= table.size,
    () =>
      `keepLabels: ${kind} must be ${kind === 'percentPerClass' ? 'at most 100' : `a whole number up to ${table.size}`}. Got ${amount}.`,
  );
  const order = seed === undefined ? labels.map((_, row) => row) : shuffledOrder(randomStream(seed).split('kept labels'), table.size);
  const rows = kind === 'first' ? Array.from({ length: amount }, (_, row) => row) : rowsOfClasses(labels, order, kind, amount);
  const changed = new Int32Array(table.size).fill(-1);
  for (const row of rows) changed[row] = labels[row] ?? -1;
  const step = {
    view: 'keepLabels',
    ...kept,
    ...(seed === undefined ? {} : { seed }),
    labelled: changed.filter((label) => label >= 0).length,
  };
  return viewTable(table, step, { labels: changed });
}

function rowsOfClasses(labels: Int32Array, order: Int32Array, kind: string, amount: number): number[] {
  const members = new Map<number, number[]>();
  for (const row of order) {
    const label = labels[row] ?? -1;
    if (label < 0) continue;
    const rows = members.get(label);
    if (rows) rows.push(row);
    else members.set(label, [row]);
  }
  return [...members].flatMap(([label, rows]) => {
    const count = kind === 'perClass' ? amount : Math.max(1, Math.round((rows.length * amount) / 100));
    check(
      count <= rows.length,
      () => `keepLabels: class ${label} has ${rows.length} labels. Got perClass ${amount}. Use ${rows.length} or less.`,
    );
    return rows.slice(0, count);
  });
}
