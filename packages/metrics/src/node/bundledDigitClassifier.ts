import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GanError, printable } from '@ganblocks/core';
import { digitClassifier, type DigitClassifier } from '../digits/digitClassifier';

/**
 * The digit classifier with the weights that come with this package; see `weights/README.md` there for how they were trained.
 * The caller disposes it.
 *
 * @throws GanError if the weights are not where the package has them, or damaged.
 * @example const classifier = await bundledDigitClassifier();
 */
export async function bundledDigitClassifier(): Promise<DigitClassifier> {
  const file = join(await packageFolder(), 'weights', 'digits.safetensors');
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new GanError(
      `bundledDigitClassifier: expected the weights at '${file}'. Got ${printable(String(cause), 200)}. Install @ganblocks/metrics again.`,
    );
  });
  return digitClassifier(bytes);
}

/** The folder above this file whose package.json is this package's: the same from the sources and from a build. */
const packageFolder = async (): Promise<string> => {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
    if (nameIn(text) === '@ganblocks/metrics') return folder;
    if (folder === dirname(folder)) {
      throw new GanError(
        `bundledDigitClassifier: expected the folder of @ganblocks/metrics above '${start}'. A bundler moved the code: use digitClassifier(bytes).`,
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
