import { check } from '@ganblocks/core';
import type { Drawn } from './judge';

/** What some systems can and others cannot. */
type Ability = 'features' | 'classify' | 'reconstruct';

/**
 * What a judge or a picture needs of a system besides its samples, as a function.
 *
 * @throws GanError where the system cannot do it.
 */
export function ability<Name extends Ability>(where: string, system: Drawn, name: Name): NonNullable<Drawn[Name]> {
  const method = system[name];
  check(method !== undefined, () => {
    return `${where}: expected a system that has ${name}(images). Got '${system.name}', which has none. Give it one, or choose another judge.`;
  });
  return method.bind(system) as NonNullable<Drawn[Name]>;
}
