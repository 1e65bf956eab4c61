import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { labelledImages, noisyLabels } from '@ganblocks/data';
import { mnistTable } from '@ganblocks/data/node';

/** MNIST with symmetric label noise of rate 0.5: half of the labels are drawn from all ten classes, so that 55 % are right. */
export const noisyMnist = (): Dataset<LabelledBatch> =>
  labelledImages(noisyLabels(mnistTable(), { kind: 'symmetric', rate: 0.5, seed: 1 }).table);
