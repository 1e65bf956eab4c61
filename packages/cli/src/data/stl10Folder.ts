import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check, GanError } from '@ganblocks/core';
import { readStl10, type ImageTable } from '@ganblocks/data';

/**
 * STL-10 from the folder of its binary files, `stl10_binary`, or the folder that has it: 5,000 images to train with, or 8,000 others to test with.
 *
 * @throws GanError where a file is absent or damaged.
 */
export async function stl10Folder(folder: string, part: 'train' | 'test'): Promise<ImageTable> {
  const where = `stl10 '${folder}'`;
  const home = [folder, join(folder, 'stl10_binary')].find((one) => existsSync(join(one, `${part}_X.bin`)));
  check(home !== undefined, () => `${where}: expected '${part}_X.bin'. It is not there. Unpack the archive into the folder.`);
  const bytesOf = (name: string): Promise<Uint8Array> =>
    readFile(join(home, name)).catch((error: unknown) => {
      throw new GanError(`${where}: '${name}' cannot be read (${String(error)}). Unpack the archive again.`, { cause: error });
    });
  return readStl10(await bytesOf(`${part}_X.bin`), { labels: await bytesOf(`${part}_y.bin`), name: `stl10-${part}` });
}
