import { check, shown } from '@ganblocks/core';
import type { ArrayTableOptions } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import { idxTable } from './idxTable';
import { readIdxFile } from './readIdxFile';

/** Which of the four files of MNIST's layout. */
export type MnistSplit = 'train' | 'test';

interface MnistLayoutOptions extends Pick<ArrayTableOptions, 'classes' | 'licence' | 'source'> {
  /** What errors begin with. */
  readonly where: string;
  readonly folder: string;
  readonly split: MnistSplit;
  /** What tables are called, before the split. */
  readonly name: string;
}

const PREFIX = { train: 'train', test: 't10k' } as const;

/** A set in the four files of MNIST, plain or `.gz`: images of 28 x 28 in 10 classes. @throws GanError that begins with `where`. */
export function mnistLayout({ where, folder, split, name, ...about }: MnistLayoutOptions): ImageTable {
  check(Object.hasOwn(PREFIX, split), () => `${where}: split must be 'train' or 'test'. Got ${shown(split)}. Correct it.`);
  const images = readIdxFile(folder, `${PREFIX[split]}-images-idx3-ubyte`, where);
  const labels = readIdxFile(folder, `${PREFIX[split]}-labels-idx1-ubyte`, where);
  const table = idxTable({ ...about, where, folder, name: `${name}-${split}`, images, labels, size: [28, 28] });
  return { ...table, describe: () => ({ ...table.describe(), split }) };
}
