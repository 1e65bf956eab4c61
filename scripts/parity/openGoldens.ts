import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GanError, check } from '@ganblocks/core';
import { readGoldens } from '@ganblocks/core/testing';
import type { Goldens } from '@ganblocks/core/testing';

async function readManifest(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new GanError(
      `The manifest of the goldens folder must be readable JSON. Got ${error instanceof Error ? error.message : String(error)} (${path}).`,
    );
  }
}

/**
 * Opens a goldens folder on disk.
 *
 * @throws GanError when the folder is missing or its manifest cannot be read.
 */
export async function openGoldens(folder: string): Promise<Goldens> {
  const root = resolve(folder);
  const found = await stat(root).catch(() => undefined);
  check(found?.isDirectory() === true, () => `--goldens must be a folder with manifest.json. Got ${root}, which is not there.`);
  return readGoldens({ manifest: await readManifest(join(root, 'manifest.json')), read: (name) => readFile(join(root, name)) });
}
