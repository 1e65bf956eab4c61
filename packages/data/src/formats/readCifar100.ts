import { check } from '@ganblocks/core';
import { arrayTable } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import { CIFAR100_COARSE, CIFAR100_FINE, cifar100Superclasses } from './cifar100Classes';
import { CIFAR_SIDE, labelledRecords } from './labelledRecords';
import type { ReadCifarOptions } from './readCifar10';

export interface ReadCifar100Options extends ReadCifarOptions {
  /** The 100 classes, or the 20 superclasses. Default: 'fine'. */
  readonly labels?: 'fine' | 'coarse';
}

/**
 * Reads CIFAR-100's binary version: 32 x 32, RGB, 100 classes in 20 superclasses (`train.bin` or `test.bin`). The pixels are copied.
 *
 * @throws GanError where a file is truncated, compressed, not CIFAR-100 at all, or a class is not of its superclass.
 * @see Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", https://www.cs.toronto.edu/~kriz/cifar.html
 * @example const table = readCifar100(Uint8Array.of(4, 0, ...new Uint8Array(3072)), { labels: 'coarse' }); // fruit_and_vegetables: an apple
 */
export function readCifar100(
  files: Uint8Array | readonly Uint8Array[],
  { name = 'cifar100', labels: kind = 'fine' }: ReadCifar100Options = {},
): ImageTable {
  const where = `readCifar100 '${name}'`;
  check(['fine', 'coarse'].includes(kind), () => `${where}: labels must be 'fine' or 'coarse'. Got '${kind}'.`);
  const format = { labelBytes: 2, classes: [CIFAR100_COARSE.length, CIFAR100_FINE.length] };
  const { images, labels } = labelledRecords(where, files, format);
  const [coarse = new Int32Array(), fine = new Int32Array()] = labels;
  const wrong = fine.findIndex((label, image) => cifar100Superclasses[label] !== coarse[image]);
  check(
    wrong === -1,
    () =>
      `${where}: expected superclass ${cifar100Superclasses[fine[wrong]!]} of class ${fine[wrong]}. Got ${coarse[wrong]} for image ${wrong}. The file is damaged: download it again.`,
  );
  const shape = [fine.length, CIFAR_SIDE, CIFAR_SIDE, 3] as const;
  const source = `CIFAR-100, binary version, ${kind} labels`;
  if (kind === 'fine') return arrayTable({ name, images, shape, labels: fine, classes: CIFAR100_FINE, source });
  return arrayTable({ name, images, shape, labels: coarse, classes: CIFAR100_COARSE, source });
}
