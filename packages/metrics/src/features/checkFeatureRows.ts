import { check } from '@ganblocks/core';
import type { Features } from './features';

/** Throws unless `features` are at least `least` whole rows of finite numbers; `which` is what the message calls them. */
export const checkFeatureRows = (where: string, which: string, { rows, columns, data }: Features, least = 1): void => {
  check(
    Number.isInteger(rows) && rows >= 0 && Number.isInteger(columns) && columns > 0 && data.length === rows * columns,
    () =>
      `${where}: ${which} must be rows of numbers, { rows, columns, data }. Got ${rows} rows, ${columns} columns and ${data.length} numbers. Use featureRows(data, columns).`,
  );
  check(
    rows >= least,
    () => `${where}: ${which} must have at least ${least} row${least === 1 ? '' : 's'}, one a sample. Got ${rows}. Add images.`,
  );
  const bad = data.findIndex((value: number) => !Number.isFinite(value));
  check(
    bad < 0,
    () =>
      `${where}: ${which} must be finite. Got ${data[bad]} in row ${Math.floor(bad / columns)}, column ${bad % columns}. Check the images: has the generator diverged?`,
  );
};

/** Throws unless both are rows of finite numbers of one length; at least `least` of each. */
export const checkFeaturePair = (
  where: string,
  x: Features,
  y: Features,
  least = 1,
  names: readonly [string, string] = ['x', 'y'],
): void => {
  checkFeatureRows(where, names[0], x, least);
  checkFeatureRows(where, names[1], y, least);
  check(
    x.columns === y.columns,
    () => `${where}: both must have as many columns. Got ${x.columns} and ${y.columns}. Use one feature extractor for both.`,
  );
};
