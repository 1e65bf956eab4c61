import { printable } from '@ganblocks/core';
import { type RegisteredSystem, systems } from '@ganblocks/models';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';

/**
 * The system of this name.
 *
 * @throws UsageError with the name that was probably meant.
 */
export function findSystem(name: string): RegisteredSystem {
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  checkUsage(system !== undefined, () => {
    const names = Object.keys(systems);
    return `there is no system '${printable(name)}'.${suggestion(name, names)} Known: ${names.join(', ')}; see 'ganblocks list systems'.`;
  });
  return system;
}
