import type { Matrix } from './matrix';
import { singularValues } from './singularValues';

/** The sum of the singular values of a matrix. Overwrites `a` unless it has more columns than rows. */
export const nuclearNorm = (a: Matrix): number => {
  let sum = 0;
  for (const value of singularValues(a)) sum += value;
  return sum;
};
