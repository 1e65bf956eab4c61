import { check, randomStream } from '@ganblocks/core';
import { shuffledOrder } from '../datasets/shuffledOrder';
import type { ImageTable } from '../tables/imageTable';
import { pickRows } from './viewTable';

export interface SplitImagesOptions<Part extends string> {
  /** The share of each part, above 0; together 1. */
  readonly parts: Readonly<Record<Part, number>>;
  /** A whole number from 0. Default: 0. */
  readonly seed?: number;
  /** What belongs together, an entry an image: whatever has the same one falls into the same part. Default: each image for itself. */
  readonly groups?: ArrayLike<number | string>;
}

/**
 * Parts of a table that share no image, drawn by the seed: the same table, shares and seed always give the same parts. Within a part the images keep
 * their order. Closing any part closes the table.
 *
 * Images that are nearly the same (frames of a film, one person's portraits) would fall on both sides, and make a test set easier than it looks: name what
 * belongs together in `groups`. The shares are then those of the groups.
 *
 * @throws GanError unless the shares sum to 1 and give each part an image.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const { train, test } = splitImages(table, { parts: { train: 0.75, test: 0.25 }, seed: 7 });
 */
export function splitImages<Part extends string>(
  table: ImageTable,
  { parts, seed = 0, groups }: SplitImagesOptions<Part>,
): Readonly<Record<Part, ImageTable>> {
  const shares = Object.entries<number>(parts) as [Part, number][];
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  const given = JSON.stringify(parts);
  check(
    shares.every(([, share]) => share > 0) && Math.abs(sum - 1) < 1e-6,
    () => `splitImages: the shares of parts must be above 0 and sum to 1. Got ${given}, which sum to ${sum}.`,
  );
  const keys = Array.from<unknown, unknown>(groups ?? { length: table.size }, (key, row) => (groups ? key : row));
  check(keys.length === table.size, () => `splitImages: groups must have one entry an image, ${table.size}. Got ${keys.length}.`);
  const distinct = [...new Set(keys)];
  const order = shuffledOrder(randomStream(seed).split('split'), distinct.length);
  let passed = 0;
  const split = shares.map(([part, share]): [Part, ImageTable] => {
    const from = Math.round(passed * distinct.length);
    passed += share;
    const chosen = new Set(Array.from(order.subarray(from, Math.round(passed * distinct.length)), (group) => distinct[group]));
    const rows = Int32Array.from(keys.keys()).filter((row) => chosen.has(keys[row]));
    check(rows.length > 0, () => {
      return `splitImages: each part needs an image. Got none of ${distinct.length} ${groups ? 'groups' : 'images'} for '${part}', whose share is ${share}. Enlarge it.`;
    });
    const step = { view: 'split', part, parts: { ...parts }, seed, ...(groups ? { groups: distinct.length } : {}) };
    return [part, pickRows(table, rows, step)];
  });
  return Object.fromEntries(split) as Record<Part, ImageTable>;
}
