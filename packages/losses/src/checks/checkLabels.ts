import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from './shapeOf';

/** Throws unless there is an int32 label for each row of the logits. */
export function checkLabels(where: string, logits: Tensor2D, labels: Tensor1D, columns = 'classes'): void {
  const fits = logits.rank === 2 && labels.rank === 1 && labels.size === logits.shape[0] && labels.dtype === 'int32';
  check(fits, () => {
    return `${where}: logits must be [N, ${columns}] and labels int32 [N]. Got ${shapeOf(logits)} and ${labels.dtype} ${shapeOf(labels)}.`;
  });
}
