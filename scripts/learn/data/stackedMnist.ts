import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { labelledImages, stackedDigits } from '@ganblocks/data';
import { mnistTable } from '@ganblocks/data/node';

/** Stacked MNIST: 128,000 images of three digits each, 28 x 28 in colour. */
export const stackedMnist = (): Dataset<LabelledBatch> => labelledImages(stackedDigits(mnistTable()));
