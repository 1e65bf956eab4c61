import type { Variable } from '@tensorflow/tfjs-core';
import { GanError } from '../errors/index';

/**
 * Variables by name, in their order.
 *
 * @throws GanError if two have the same name, or one stands twice.
 * @example const variables = variablesByName('adam', [...generator.trainable, ...discriminator.trainable]);
 */
export function variablesByName(where: string, variables: readonly Variable[]): ReadonlyMap<string, Variable> {
  const byName = new Map<string, Variable>();
  for (const variable of variables) {
    const other = byName.get(variable.name);
    if (other === variable)
      throw new GanError(`${where}: each variable must stand once in the list. Got '${variable.name}' twice. Do two networks share it?`);
    if (other)
      throw new GanError(
        `${where}: variable names must be unique. Got two variables named '${variable.name}'. Name the layers or networks apart.`,
      );
    byName.set(variable.name, variable);
  }
  return byName;
}
