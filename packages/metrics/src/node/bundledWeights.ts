import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GanError, printable } from '@ganblocks/core';

/**
 * The bytes of a file of weights that comes with this package; `instead` is what takes such bytes from elsewhere.
 *
 * @throws GanError if it is not where the package has it.
 */
export const bundledWeights = async (where: string, name: string, instead: string): Promise<Uint8Array> => {
  const file = join(await packageFolder(where, instead), 'weights', name);
  return readFile(file).catch((cause: unknown) => {
    throw new GanError(
      `${where}: expected the weights at '${file}'. Got ${printable(String(cause), 200)}. Install @ganblocks/metrics again.`,
    );
  });
};

/** The folder above this file whose package.json is this package's: the same from the sources and from a build. */
const packageFolder = async (where: string, instead: string): Promise<string> => {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
    if (nameIn(text) === '@ganblocks/metrics') return folder;
    if (folder === dirname(folder)) {
      throw new GanError(
        `${where}: expected the folder of @ganblocks/metrics above '${start}'. A bundler moved the code: use ${instead}(bytes).`,
      );
    }
  }
};

/** Of somebody else's file, which may be anything. */
const nameIn = (packageJson: string): unknown => {
  try {
    return (JSON.parse(packageJson) as { name?: unknown } | null)?.name;
  } catch {
    return undefined;
  }
};
