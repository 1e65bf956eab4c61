import { check } from '@ganblocks/core';
import { checkWeights } from '../checks/checkWeights';

/** Throws unless the weights are finite and at least 0, and the interval a positive integer. */
export function checkPenalty(where: string, weights: Readonly<Record<string, number>>, every: number): void {
  checkWeights(where, weights);
  check(
    Number.isInteger(every) && every >= 1,
    () => `${where}: every must be a positive integer, the steps from one to the next. Got ${every}.`,
  );
}
