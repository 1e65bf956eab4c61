import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { checkAlike } from '../checks/checkAlike';

/** Throws unless two lists of feature maps fit each other and have a weight each. */
export function checkFeatureMaps(where: string, a: readonly Tensor[], b: readonly Tensor[], weights: number): void {
  check(a.length === b.length && a.length === weights && a.length > 0, () => {
    return `${where}: both must have as many feature maps as there are weights, at least one. Got ${a.length} and ${b.length}, ${weights} weights.`;
  });
  a.forEach((x, i) => checkAlike(where, `feature maps ${i + 1}`, x, b[i]!));
}
