import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GanError, check, shown } from '@ganblocks/core';
import { readCifar10 } from '../../formats/readCifar10';
import { readCifar100 } from '../../formats/readCifar100';
import type { ImageTable } from '../../tables/imageTable';
import { fileErrorCode } from '../fileError';

export interface CifarFolderOptions {
  /** 50,000 images to train with, or 10,000 others to test with. Default: 'train'. */
  readonly split?: 'train' | 'test';
}

export interface Cifar100FolderOptions extends CifarFolderOptions {
  /** The 100 classes, or the 20 superclasses. Default: 'fine'. */
  readonly labels?: 'fine' | 'coarse';
}

const CIFAR10_FILES = { train: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`), test: ['test_batch.bin'] };
const CIFAR100_FILES = { train: ['train.bin'], test: ['test.bin'] };

/**
 * CIFAR-10 from the folder of its binary version, `cifar-10-batches-bin`, or the folder that has it: 32 x 32, 10 classes, all in memory (154 MB for
 * 'train').
 *
 * @throws GanError where a file is absent or damaged.
 * @see Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", https://www.cs.toronto.edu/~kriz/cifar.html
 * @example
 * const openCifar = async () => labelledImages(await cifar10Folder('cifar-10-batches-bin'), { mirror: true });
 */
export async function cifar10Folder(folder: string, { split = 'train' }: CifarFolderOptions = {}): Promise<ImageTable> {
  const files = await cifarFiles(`cifar10Folder '${folder}'`, [folder, join(folder, 'cifar-10-batches-bin')], CIFAR10_FILES, split);
  return readCifar10(files, { name: `cifar10-${split}` });
}

/**
 * CIFAR-100 from the folder of its binary version, `cifar-100-binary`, or the folder that has it: 32 x 32, 100 classes in 20 superclasses, all in
 * memory (154 MB for 'train').
 *
 * @throws GanError where a file is absent or damaged.
 * @see Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", https://www.cs.toronto.edu/~kriz/cifar.html
 * @example
 * const openCifar = async () => labelledImages(await cifar100Folder('cifar-100-binary', { labels: 'coarse' }));
 */
export async function cifar100Folder(
  folder: string,
  { split = 'train', labels = 'fine' }: Cifar100FolderOptions = {},
): Promise<ImageTable> {
  const files = await cifarFiles(`cifar100Folder '${folder}'`, [folder, join(folder, 'cifar-100-binary')], CIFAR100_FILES, split);
  return readCifar100(files, { name: `cifar100-${split}`, labels });
}

async function cifarFiles(
  where: string,
  folders: readonly string[],
  names: Readonly<Record<'train' | 'test', readonly string[]>>,
  split: 'train' | 'test',
): Promise<Uint8Array[]> {
  check(Object.hasOwn(names, split), () => `${where}: split must be 'train' or 'test'. Got ${shown(split)}. Correct it.`);
  const [first = ''] = names[split];
  const home = folders.find((folder) => existsSync(join(folder, first)));
  check(
    home !== undefined,
    () => `${where}: expected '${first}', of the binary version. It is not there. Unpack the archive into the folder.`,
  );
  const files: Uint8Array[] = [];
  for (const name of names[split]) {
    const bytes = await readFile(join(home, name)).catch((error: unknown) => {
      throw new GanError(`${where}: '${name}' cannot be read (${fileErrorCode(error)}). Unpack the archive again.`, { cause: error });
    });
    files.push(bytes);
  }
  return files;
}
