import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { labelledImages, type NoisyLabelsOptions, noisyLabels } from '@ganblocks/data';
import { mnistTable } from '@ganblocks/data/node';

const noisy = (noise: NoisyLabelsOptions): Dataset<LabelledBatch> => labelledImages(noisyLabels(mnistTable(), noise).table);

/** MNIST with symmetric label noise of rate 0.5: half of the labels are drawn from all ten classes, so that 55 % are right. */
export const noisyMnist = (): Dataset<LabelledBatch> => noisy({ kind: 'symmetric', rate: 0.5, seed: 1 });

/** MNIST where five of the digits are taken for another one, in 60 of 100 cases. */
export const mistakenMnist = (): Dataset<LabelledBatch> =>
  noisy({
    ...{ kind: 'asymmetric', rate: 0.6, seed: 1 },
    flips: [
      [7, 1],
      [2, 7],
      [5, 6],
      [6, 5],
      [3, 8],
    ],
  });
