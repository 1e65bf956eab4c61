import { check } from '@ganblocks/core';

/** Throws unless all weights, given by name, are finite and at least 0. */
export function checkWeights(where: string, weights: Readonly<Record<string, number>>): void {
  for (const [name, weight] of Object.entries(weights))
    check(Number.isFinite(weight) && weight >= 0, () => `${where}: ${name} must be a finite number >= 0. Got ${weight}.`);
}
