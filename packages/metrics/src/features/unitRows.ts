import { check } from '@ganblocks/core';
import type { Features } from './features';

/** Each row divided by its length, in float64; `which` is what the message calls the rows, `remedy` what to do where one has none. */
export const unitRows = (where: string, which: string, { rows, columns, data }: Features, remedy: string): Float64Array => {
  const unit = Float64Array.from(data);
  for (let i = 0; i < rows; i++) {
    const row = unit.subarray(i * columns, (i + 1) * columns);
    let squares = 0;
    for (const value of row) squares += value * value;
    const length = Math.sqrt(squares);
    check(length > 0, () => `${where}: a row of zeros has no direction. Got one in row ${i} of ${which}. ${remedy}`);
    for (let k = 0; k < columns; k++) row[k]! /= length;
  }
  return unit;
};
