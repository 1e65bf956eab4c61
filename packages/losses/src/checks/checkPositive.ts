import { check } from '@ganblocks/core';

/** Throws unless all numbers, given by name, are finite and above 0. */
export function checkPositive(where: string, numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers))
    check(Number.isFinite(value) && value > 0, () => `${where}: ${name} must be a finite number above 0. Got ${value}.`);
}
