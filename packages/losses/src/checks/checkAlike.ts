import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from './shapeOf';

/** Throws unless two tensors have one shape; `what` names them, `why` says what for. */
export function checkAlike(where: string, what: string, a: Tensor, b: Tensor, why = ''): void {
  check(shapeOf(a) === shapeOf(b), () => `${where}: ${what} must have one shape${why}. Got ${shapeOf(a)} and ${shapeOf(b)}.`);
}
