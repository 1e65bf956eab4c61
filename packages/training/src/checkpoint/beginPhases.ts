import type { GanSystem } from '@ganblocks/core';

/** Begins the phases of a system from the first to number `last`, in order, so that its networks are those of phase `last`: what a restore needs. */
export function beginPhases({ phases }: Pick<GanSystem<unknown, unknown>, 'phases'>, last: number): void {
  for (const phase of phases.slice(0, last + 1)) phase.begin?.();
}
