import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { batchNorm, classConditionalBatchNorm, conditioned, input, type Part, spectralNorm } from '@ganblocks/layers';

/** Of all layers of the discriminator: one step of the power iteration at each call in training; `u` is a statistic, saved with the weights. */
export const reparam = spectralNorm();

/** Where labels come in, if there are classes. */
export const labelsInput = (classes: number): SymbolicTensor | undefined =>
  classes > 0 ? input({ shape: [], name: 'labels', dtype: 'int32' }) : undefined;

/** Makes the generator's normalizations: with a row of scales and offsets a class, or with one for all. */
export function normOf(classes: number, labels: SymbolicTensor | undefined): () => Part {
  if (!labels) return () => batchNorm();
  return () => conditioned(classConditionalBatchNorm({ classes }), labels);
}
