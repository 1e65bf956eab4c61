import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { labelledImages, type NoisyLabelsOptions, noisyLabels, takeImages } from '@ganblocks/data';
import { mnistTable } from '@ganblocks/data/node';

const noisy = (noise: NoisyLabelsOptions, table = mnistTable()): Dataset<LabelledBatch> => labelledImages(noisyLabels(table, noise).table);

const half = { kind: 'symmetric', rate: 0.5, seed: 1 } as const;

/** MNIST with symmetric label noise of rate 0.5: half of the labels are drawn from all ten classes, so that 55 % are right. */
export const noisyMnist = (): Dataset<LabelledBatch> => noisy(half);

/** The first 1,000 of MNIST's images with the same noise: so few that a classifier can learn each wrong label by heart. */
export const fewNoisyMnist = (): Dataset<LabelledBatch> => noisy(half, takeImages(mnistTable(), 1_000));

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
