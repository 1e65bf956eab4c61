import { check } from '@ganblocks/core';

/** Rows of numbers, one row a sample: what an extractor makes of images, and what most metrics compare. Element (i, j) is `data[i * columns + j]`. */
export interface Features {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array | Float64Array;
}

/**
 * Numbers as rows of `columns`; nothing is copied.
 *
 * @throws GanError unless `columns` is a positive integer and the numbers are whole rows.
 * @example featureRows(Float32Array.of(1, 2, 3, 4, 5, 6), 3).rows; // 2
 */
export function featureRows(data: Float32Array | Float64Array, columns: number): Features {
  check(Number.isInteger(columns) && columns > 0, () => `featureRows: columns must be a positive integer. Got ${columns}.`);
  check(
    data.length % columns === 0,
    () => `featureRows: expected whole rows of ${columns} numbers. Got ${data.length} numbers. Pass [n, ${columns}], row by row.`,
  );
  return { rows: data.length / columns, columns, data };
}
