import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from './shapeOf';

/** Throws unless label noise is given as a square matrix, of so many classes where that is known. */
export function checkTransition(where: string, transition: Tensor2D, classes?: number): void {
  const [rows, columns] = transition.shape;
  check(transition.rank === 2 && rows === columns && (classes === undefined || rows === classes), () => {
    return `${where}: the transition matrix must be [${classes ?? 'K'}, ${classes ?? 'K'}], from the clean to the noisy label. Got ${shapeOf(transition)}.`;
  });
}
