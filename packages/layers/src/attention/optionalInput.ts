import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';

type Names = readonly [string, string, string];

/** Two inputs and, where the network has it, a third. */
function three<T>(where: string, names: Names, list: readonly T[]): readonly T[] {
  check(list.length === 2 || list.length === 3, () => {
    const [first, second] = names;
    return `${where}: the inputs must be [${first}, ${second}] or [${names.join(', ')}]. Got ${list.length}.`;
  });
  return list;
}

/** The inputs of a layer whose third may be missing. */
export const withOptional = <Two extends [Tensor, Tensor], Third extends Tensor>(
  where: string,
  names: Names,
  inputs: Tensor | Tensor[],
): [...Two, Third?] => three(where, names, Array.isArray(inputs) ? inputs : [inputs]) as [...Two, Third?];

/** Their shapes. */
export const withOptionalShape = (where: string, names: Names, shape: Shape | Shape[]): [Shape, Shape, Shape?] =>
  three(where, names, Array.isArray(shape[0]) ? (shape as Shape[]) : [shape as Shape]) as [Shape, Shape, Shape?];
