import { check } from '@ganblocks/core';

/** Throws unless a weight is finite and at least 0, and the interval a positive integer. */
export function checkPenalty(where: string, weights: Readonly<Record<string, number>>, every: number): void {
  for (const [name, weight] of Object.entries(weights))
    check(Number.isFinite(weight) && weight >= 0, () => `${where}: ${name} must be a finite number >= 0. Got ${weight}.`);
  check(
    Number.isInteger(every) && every >= 1,
    () => `${where}: every must be a positive integer, the steps from one to the next. Got ${every}.`,
  );
}
