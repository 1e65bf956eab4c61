import { check, randomStream, type RandomStream } from '@ganblocks/core';
import { checkFeatureRows } from './checkFeatureRows';
import type { Features } from './features';

/** Some of the rows that go by. */
export interface KeptRows {
  /** How many went by. */
  readonly count: number;
  add(features: Features): void;
  /** Those that are kept: all of them, in order, up to `most`, else so many drawn at random. */
  rows(): Features;
  clear(): void;
}

/**
 * Keeps at most `most` rows as float32, each of those that went by equally likely, drawn by the seed: memory is bounded however many images come.
 *
 * @see Vitter 1985, Random Sampling with a Reservoir, algorithm R, https://doi.org/10.1145/3147.3165
 */
export const keptRows = (where: string, most: number, seed: number): KeptRows => {
  check(Number.isInteger(most) && most > 0, () => `${where}: most must be a positive integer. Got ${most}.`);
  const start = (): RandomStream => randomStream(seed).split(`${where} kept rows`);
  let random = start();
  let data = new Float32Array(0);
  let [count, columns] = [0, 0];

  const room = (rows: number): void => {
    const needed = Math.min(most, rows) * columns;
    if (needed <= data.length) return;
    const larger = new Float32Array(Math.min(most * columns, Math.max(needed, 2 * data.length)));
    larger.set(data);
    data = larger;
  };
  return {
    get count() {
      return count;
    },
    add(features) {
      checkFeatureRows(where, 'features', features);
      check(
        count === 0 || features.columns === columns,
        () => `${where}: every batch must have as many columns, ${columns}. Got ${features.columns}. Use one feature extractor.`,
      );
      columns = features.columns;
      room(count + features.rows);
      for (let i = 0; i < features.rows; i++, count++) {
        const at = count < most ? count : Math.floor(random.next() * (count + 1));
        if (at < most) data.set(features.data.subarray(i * columns, (i + 1) * columns), at * columns);
      }
    },
    rows() {
      check(count > 0, () => `${where}: expected samples of both sets. Got none of one. Call addReal and addFake first.`);
      const rows = Math.min(count, most);
      return { rows, columns, data: data.subarray(0, rows * columns) };
    },
    clear() {
      [count, columns, data, random] = [0, 0, new Float32Array(0), start()];
    },
  };
};
