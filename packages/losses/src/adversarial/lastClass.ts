import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

/** The label of fakes, the last class, for each row of logits `[N, K + 1]`: int32 `[N]`. */
export const lastClass = ({ shape: [count, columns] }: Tensor2D): Tensor1D => tf.fill<tf.Rank.R1>([count], columns - 1, 'int32');

/** Throws unless the logits of fakes have the classes of those of reals. */
export function checkClasses(where: string, real: Tensor2D, fake: Tensor2D): void {
  check(fake.rank === 2 && fake.shape[1] === real.shape[1], () => {
    return `${where}: logits of reals and fakes must have as many columns, classes + 1. Got ${shapeOf(real)} and ${shapeOf(fake)}.`;
  });
}
