import { check } from '@ganblocks/core';

/** Throws unless `features` are whole rows of finite numbers. */
export const checkFeatures = (where: string, features: Float32Array | Float64Array, dimension: number): void => {
  check(
    features.length % dimension === 0,
    () =>
      `${where}: features must be whole rows of ${dimension} numbers. Got ${features.length} numbers. Pass [n, ${dimension}], row by row.`,
  );
  const bad = features.findIndex((value) => !Number.isFinite(value));
  check(
    bad < 0,
    () =>
      `${where}: features must be finite. Got ${features[bad]} in row ${Math.floor(bad / dimension)}, column ${bad % dimension}. Check the images.`,
  );
};
