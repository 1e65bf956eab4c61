import { arrayTable } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import { CIFAR_SIDE, labelledRecords } from './labelledRecords';

const CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'] as const;

export interface ReadCifarOptions {
  /** What logs and errors call the images. Default: 'cifar10' or 'cifar100'. */
  readonly name?: string;
}

/**
 * Reads CIFAR-10's binary version: 32 x 32, RGB, 10 classes, one file or several one behind the other (`data_batch_1.bin` … `data_batch_5.bin`, or
 * `test_batch.bin`). The pixels are copied.
 *
 * @throws GanError where a file is truncated, compressed, or not CIFAR-10 at all.
 * @see Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", https://www.cs.toronto.edu/~kriz/cifar.html
 * @example const table = readCifar10(new Uint8Array(2 * 3073)); // two black airplanes
 */
export function readCifar10(files: Uint8Array | readonly Uint8Array[], { name = 'cifar10' }: ReadCifarOptions = {}): ImageTable {
  const { images, labels } = labelledRecords(`readCifar10 '${name}'`, files, { labelBytes: 1, classes: [CLASSES.length] });
  const [own = new Int32Array()] = labels;
  const shape = [own.length, CIFAR_SIDE, CIFAR_SIDE, 3] as const;
  return arrayTable({ name, images, shape, labels: own, classes: CLASSES, source: 'CIFAR-10, binary version' });
}
