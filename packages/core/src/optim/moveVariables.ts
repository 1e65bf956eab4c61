import * as tf from '@tensorflow/tfjs-core';
import type { NamedAttrMap, NamedTensorMap, Tensor, Variable } from '@tensorflow/tfjs-core';

/**
 * Moves variables by one kernel of ours, which the backend in use must have (`hasOwnKernel`): it takes them by name, with what else the update
 * needs, and gives their new values in the same order.
 *
 * The kernel writes over a variable's old values where no other tensor has them; who shares them, a clone say, keeps the old ones.
 */
export function moveVariables(
  kernelName: string,
  variables: Readonly<Record<string, Variable | undefined>>,
  others: NamedTensorMap,
  numbers: NamedAttrMap,
): void {
  const given = Object.entries(variables).filter((entry): entry is [string, Variable] => entry[1] !== undefined);
  const moved = tf.engine().runKernel<Tensor[]>(kernelName, { ...Object.fromEntries(given), ...others }, numbers);
  given.forEach(([, variable], index) => variable.assign(moved[index]!));
  tf.dispose(moved);
}
